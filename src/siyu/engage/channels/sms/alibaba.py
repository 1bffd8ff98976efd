"""Alibaba Cloud's Short Message Service by its own library, which signs and retries nothing of its own accord here."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from siyu.engage.channels.sms.sending import SECONDS, Account, Provider, Sms
from siyu.engage.messaging.transports import Result

LATER = {"isv.BUSINESS_LIMIT_CONTROL", "isp.SYSTEM_ERROR", "Throttling", "Throttling.User", "ServiceUnavailable"}
"""Codes by which it says that it took nothing and may be asked again."""


def provider_of(account: Account) -> Provider:
    """Return what sends by the account."""
    from alibabacloud_dysmsapi20170525.client import Client
    from alibabacloud_dysmsapi20170525.models import SendSmsRequest
    from alibabacloud_tea_openapi.utils_models import Config
    from darabonba.exceptions import DaraException
    from darabonba.runtime import RuntimeOptions

    parts = urlsplit(account.base_url)
    client = Client(
        Config(access_key_id=account.identity, access_key_secret=account.secret, protocol=parts.scheme, endpoint=parts.netloc)
    )  # fmt: skip
    runtime = RuntimeOptions(connect_timeout=SECONDS * 1_000, read_timeout=SECONDS * 1_000, autoretry=False)

    def send(sms: Sms) -> Result:
        request = SendSmsRequest(
            phone_numbers=sms.number, sign_name=account.settings.signature, template_code=sms.code,
            template_param=json.dumps(sms.parameters, ensure_ascii=False), out_id=sms.reference,
        )  # fmt: skip
        try:
            body = client.send_sms_with_options(request, runtime).body
        except DaraException as error:
            return _refused(str(error.code or ""))
        return Result("sent", platform_id=body.biz_id or "") if body.code == "OK" else _refused(body.code or "")

    return send


def _refused(code: str) -> Result:
    return Result("later" if code in LATER else "failed", reason=f"alibaba.{code}")
