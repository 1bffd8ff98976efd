"""Chinese people with known truth: families at one address, namesakes, placeholders, and people who are there twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志海燕波辉鹏飞宇浩然"
    "子轩梓涵雨欣怡诗琪思远嘉博晨晓佳雪婷倩颖慧琳洁莹瑶萱俊豪天佑泽睿"
)
CITIES = ("武汉市", "长沙市", "南京市", "杭州市", "成都市", "西安市", "广州市", "郑州市")
ROADS = [
    "解放",
    "中山",
    "人民",
    "建设",
    "和平",
    "珞喻",
    "光谷",
    "长江",
    "黄河",
    "北京",
    "南京",
    "上海",
    "文化",
    "学府",
    "滨江",
    "湖滨",
    "友谊",
    "胜利",
    "青年",
    "迎宾",
]


@dataclass(frozen=True)
class Someone:
    """One record; the same `person` twice is a duplicate."""

    person: int
    name: str
    birthday: str | None
    gender: str | None
    address: str | None

    def attributes(self) -> dict[str, str]:
        """What a file of members would call it."""
        told = {"生日": self.birthday, "性别": self.gender, "地址": self.address}
        return {name: value for name, value in told.items() if value}


@dataclass
class Alike:
    """`people` records, of which every `twice`-th person has a second one with errors of hands and of time."""

    people: int
    twice: float = 0.04
    seed: int = 1
    records: list[Someone] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        person = 0
        while len(self.records) < self.people:
            address, surname = self._address(), self._surname()
            for place in range(self.chance.choice((1, 1, 2, 3, 4))):
                own = surname if place != 1 else self._surname()
                one = Someone(person, own + self._given(), self._birthday(), self.chance.choice("男女"), address)
                person += 1
                self.records.append(self._forgetting(one))
                if self.chance.random() < self.twice:
                    self.records.append(self._again(one))
        self.chance.shuffle(self.records)

    def pairs(self) -> set[tuple[int, int]]:
        """The true pairs of places in the records."""
        places: dict[int, list[int]] = {}
        for place, one in enumerate(self.records):
            places.setdefault(one.person, []).append(place)
        return {(found[0], found[1]) for found in places.values() if len(found) == 2}

    def _forgetting(self, one: Someone) -> Someone:
        """Records lack things, and hold what a till typed to get on."""
        drawn = self.chance.random
        birthday = "1990-01-01" if drawn() < 0.02 else one.birthday
        address = "武汉市解放路1号（本店自提）" if drawn() < 0.02 else one.address
        return replace(one, birthday=None if drawn() < 0.15 else birthday, gender=one.gender if drawn() < 0.8 else None,
                       address=None if drawn() < 0.2 else address)  # fmt: skip

    def _again(self, one: Someone) -> Someone:
        drawn = self.chance.random
        name, birthday, address = one.name, str(one.birthday), str(one.address)
        if drawn() < 0.04:
            name = name[:-1] + self.chance.choice(GIVEN)
        if drawn() < 0.04:
            year, month, day = birthday.split("-")
            birthday = f"{year}-{month}-{(int(day) % 28) + 1:02}"
        if drawn() < 0.2:
            address = self._address()
        elif drawn() < 0.3:
            address = address.replace("室", "").replace("市", "", 1)
        return self._forgetting(replace(one, name=name, birthday=birthday.replace("-", "/"), address=address))

    def _surname(self) -> str:
        # Common ones are much commoner.
        return SURNAMES[min(int(self.chance.expovariate(0.07)), len(SURNAMES) - 1)]

    def _given(self) -> str:
        return "".join(self.chance.choice(GIVEN) for _ in range(1 if self.chance.random() < 0.25 else 2))

    def _birthday(self) -> str:
        return f"{self.chance.randint(1950, 2012)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"

    def _address(self) -> str:
        city, road = self.chance.choice(CITIES), self.chance.choice(ROADS)
        house, flat, room = (self.chance.randint(1, most) for most in (300, 12, 30))
        return f"{city}{road}路{house}号{flat}栋{room * 100 + self.chance.randint(1, 4)}室"


def agreement(found: set[Any], true: set[Any]) -> tuple[float, float, float]:
    """Return (precision, recall, F1) of found pairs, computed by hand."""
    right = len(found & true)
    precision, recall = right / len(found) if found else 1.0, right / len(true) if true else 1.0
    return precision, recall, 2 * right / (len(found) + len(true)) if found or true else 1.0
