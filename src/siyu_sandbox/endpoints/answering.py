"""The way of a request: found, faults, token, frequency, fields, answered; each step may end it with a code."""

from __future__ import annotations

import json
from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import Field
from siyu_sandbox.endpoints.table import ENDPOINTS, Endpoint
from siyu_sandbox.errors import FORBIDDEN, PARAMETER, Rejected
from siyu_sandbox.exchange import Answer, Request, as_json
from siyu_sandbox.wording import Wording
from siyu_sandbox.world.apps import Account, App
from siyu_sandbox.world.world import World

HOSTS = {
    "qyapi.weixin.qq.com": "wecom",
    "api.weixin.qq.com": "official",
    "mp.weixin.qq.com": "official",
    "open.weixin.qq.com": "official",
}
LARGEST_BODY = 21 * 1024 * 1024


def answer(world: World, request: Request) -> Answer:
    """Return what the platform would; never raises for anything a client can send."""
    platform = platform_of(world, request)
    row = ENDPOINTS.get((platform, request.path))
    fault = None if platform == "control" else world.faults.meet(request.path)
    try:
        if fault and fault.code is not None:
            raise Rejected(fault.code)
        found = _carry_out(world, request, platform, row)
        code = 0
    except Rejected as rejected:
        found, code = _say(world, request, platform, rejected), rejected.code
    if platform != "control":
        world.journal.note(world.clock.now(), request.method, request.path, code)
    return fault.spoil(found) if fault else found


def platform_of(world: World, request: Request) -> str:
    """Return whose path it is: by host, then by the only platform that has it, then by whose token it brings."""
    if request.path.startswith("/_sandbox"):
        return "control"
    if named := HOSTS.get(request.host.partition(":")[0]):
        return named
    having = [one for one in ("wecom", "official") if (one, request.path) in ENDPOINTS]
    if len(having) == 1:
        return having[0]
    token = world.tokens.by_value.get(request.query.get("access_token", ""))
    if token:
        return token.platform
    return "wecom" if having or not request.path.startswith(("/sns/", "/wxa")) else "official"


def _carry_out(world: World, request: Request, platform: str, row: Endpoint | None) -> Answer:
    if row is None:
        return _unknown_path(world, request, platform)
    if request.method not in row.method.split():
        raise Rejected(43001 if row.method == "GET" else 43002)
    caller = _caller(world, request, row) if row.allowed else None
    if platform != "control":
        _check_address(world, request, platform)
        world.frequencies.note(caller.key if caller else request.ip, row.path, world.clock.now())
    given = _given(world, request, row)
    return _as_answer(row.answer(Call(world, request, caller), **given), platform)


def _caller(world: World, request: Request, row: Endpoint) -> App | Account:
    value = request.query.get("access_token", "")
    caller = world.caller_of(value, row.platform)
    kind = caller.kind
    if kind not in row.allowed:
        raise Rejected(FORBIDDEN if row.platform == "wecom" else 48001)
    return caller


def _check_address(world: World, request: Request, platform: str) -> None:
    trusted = world.settings.trusted_ips
    if trusted and request.ip not in trusted:
        raise Rejected(60020 if platform == "wecom" else 40164, f"not allow to access from your ip {request.ip}")


def _given(world: World, request: Request, row: Endpoint) -> dict[str, Any]:
    in_query = request.method == "GET" or row.raw
    given: dict[str, Any] = dict(request.query) if in_query else _body(world, request, row)
    if world.settings.unknown_field == "refuse" or row.platform == "control":
        _refuse_unknown(given, row.fields)
    return {one.name: one.take(given, loose=in_query) for one in row.fields}


def _refuse_unknown(given: dict[str, Any], fields: tuple[Field, ...]) -> None:
    names = {one.name for one in fields} | {"access_token", "debug"}
    for name in given:
        if name not in names:
            known = ", ".join(sorted(names - {"access_token", "debug"}))
            raise Rejected(
                PARAMETER, problem=Wording(f"没有字段“{name}”；有：{known}", f"no field {name!r}; there are: {known}")
            )


def _body(world: World, request: Request, row: Endpoint) -> dict[str, Any]:
    if len(request.body) > LARGEST_BODY:
        raise Rejected(PARAMETER, problem=Wording("请求体过大", "the body is too large"))
    try:
        given = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        given = None
    if isinstance(given, dict):
        return given
    wording = Wording("请求体不是 JSON 对象", "the body is not a JSON object")
    if row.platform == "official":
        raise Rejected(47001, problem=wording)
    raise Rejected(PARAMETER, "Warning: wrong json format. invalid Request Parameter", problem=wording)


def _as_answer(result: Any, platform: str) -> Answer:
    if isinstance(result, Answer):
        return result
    if platform == "wecom":
        return as_json({"errcode": 0, "errmsg": "ok", **(result or {})})
    return as_json({"errcode": 0, "errmsg": "ok"} if result is None and platform == "official" else result or {})


def _unknown_path(world: World, request: Request, platform: str) -> Answer:
    if platform == "official":
        raise Rejected(40066)
    if platform == "wecom":
        return Answer(world.settings.unknown_path_status, b"", "text/html")
    raise Rejected(404, problem=Wording(f"没有 {request.path}", f"there is no {request.path}"))


def _say(world: World, request: Request, platform: str, rejected: Rejected) -> Answer:
    if platform == "control":
        status = 404 if rejected.code == 404 else 422
        return as_json({"error": {"code": rejected.code, "message": rejected.problem.as_dict()}}, status)
    if platform == "official":
        rid = world.ids.bytes(8).hex()
        return as_json({"errcode": rejected.code, "errmsg": f"{rejected.message} rid: {rid[:8]}-{rid[8:]}"})
    hint = f"hint: [{world.clock.now()}_{world.ids.number()}_{world.ids.bytes(16).hex()}], from ip: {request.ip}"
    where = f"more info at https://open.work.weixin.qq.com/devtool/query?e={rejected.code}"
    return as_json({"errcode": rejected.code, "errmsg": f"{rejected.message}, {hint}, {where}"})
