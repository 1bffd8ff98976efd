"""Heads of columns as people read them in a table; CSV and JSON keep the names that programs go by."""

from __future__ import annotations

import re

from siyu.cli.language import say
from siyu.lib.text import Text

_ZH = {
    "a": "A 组", "act": "操作", "active": "活跃", "afterwards": "之后", "asks": "待回答", "at": "时间", "auc": "AUC",
    "base": "基数", "because": "理由", "before": "之前", "before_minor": "之前金额（分）", "b": "B 组", "brand": "品牌",
    "buyers": "买家", "bytes": "大小（字节）", "category": "品类", "check": "检查项", "class": "客类", "cohort": "同期群",
    "content": "内容", "corrected_p": "校正后 p 值", "count": "数量", "coverage": "覆盖率", "currency": "货币",
    "dau": "日活", "day": "日期", "days_since": "距今天数", "deactivated_at": "停用时间", "decided": "已判定",
    "detail": "详情", "did": "行为", "due_at": "下次时间", "effect": "见效时间", "email": "邮箱", "every": "频率",
    "every_minutes": "间隔（分钟）", "evaluated_at": "计算时间", "f": "F", "fate": "去向", "file": "文件",
    "finished_at": "完成时间", "folder": "文件夹", "found": "找到", "frequency": "频次", "fresh": "新发现", "from": "从",
    "from_before": "对上一步", "gone": "已消失", "granted_at": "授予时间", "grew": "升入", "group": "分组",
    "hit_rate": "命中率", "hit_rate_of_popular": "热销命中率", "hour": "几点", "id": "编号", "import": "导入",
    "information": "信息值", "joined_on": "入会日期", "keep_days": "保留天数", "kept_as": "存为", "kind": "类型",
    "known": "有值会员", "label": "名称", "last_file": "最近的文件", "last_order_on": "最近一单", "level": "取值",
    "lift": "提升度", "loaded": "已载入", "m": "M", "mau": "月活", "median_seconds": "中位秒数", "member_id": "会员号",
    "members": "会员", "members_before": "之前会员", "members_tested": "检验会员", "mend": "怎么修", "message": "说明",
    "metrics": "看什么指标", "missed": "错过次数", "money_minor": "金额（分）", "money_total_minor": "累计金额（分）",
    "name": "名称", "now": "现在", "number": "编号", "orders": "订单", "orders_before": "之前订单",
    "orders_total": "订单总数", "owner": "负责人", "parameter": "参数", "path": "路径", "pattern": "文件名",
    "paused": "已暂停", "people": "会员数", "price_minor": "价格（分）", "product": "商品", "products": "商品数",
    "quadrant": "象限", "quarantined": "已隔离", "r": "R", "reason": "原因", "reasons": "依据", "repeated": "重复",
    "rhythm_days": "节奏（天）", "role": "角色", "rows": "行数", "rows_read": "读取行数", "run": "运行", "score": "得分",
    "seed": "种子", "segment": "分群", "sha256": "SHA-256", "share": "占比", "share_a": "A 组占比",
    "share_b": "B 组占比", "size": "人数", "slug": "代号", "source": "来源", "stage": "阶段", "state": "状态", "step": "步骤",
    "stickiness": "粘性", "stopped": "停止时间", "store": "存储位置", "strategy": "做法", "table": "表", "target": "目标",
    "to": "到", "today": "今天", "told": "有值", "type": "类型", "unit": "单位", "used_at": "使用时间", "used_by": "使用者",
    "already": "已在", "claims": "领取", "crossed": "转化", "depth": "连接深度", "entered": "进入", "median_days": "中位天数",
    "rate": "转化率", "rate_before": "之前转化率", "first_at": "首次扫码", "forged": "伪造", "scanned": "已扫码", "scans": "扫码", "stands_for": "代表",
    "tag": "代号", "uses": "可用次数", "voided_at": "作废时间",
    "value": "值", "verdict": "判定", "wau": "周活", "way": "方式", "weekday": "星期", "zone": "时区", "by": "由谁",
    "what": "内容", "identity": "标识", "base_url": "地址", "calls_today": "今日调用", "failures_today": "今日失败", "disabled_at": "停用时间",
    "errcode": "错误码", "problem": "问题", "ms": "毫秒",
}  # fmt: skip
_DAY = re.compile(r"members_(\d{4}-\d{2}-\d{2})")
_AGE = re.compile(r"(day|week|month)_(\d+)")
_UNITS = {"day": "第 {n} 天", "week": "第 {n} 周", "month": "第 {n} 月"}


def heading(name: str) -> str:
    """Return the head of a column in the terminal's language; a name that has none, such as a feature's, as it is."""
    return say(Text(_chinese(name), name))


def _chinese(name: str) -> str:
    if found := _DAY.fullmatch(name):
        return f"{found[1]} 会员"
    if found := _AGE.fullmatch(name):
        return _UNITS[found[1]].format(n=found[2])
    return _ZH.get(name, name)
