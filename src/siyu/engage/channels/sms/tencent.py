"""Tencent Cloud's SMS by its own library."""

from __future__ import annotations

from urllib.parse import urlsplit

from siyu.engage.channels.sms.sending import SECONDS, Account, Provider, Sms
from siyu.engage.messaging.transports import Result

LATER = (
    "RequestLimitExceeded", "InternalError", "LimitExceeded.PhoneNumberDailyLimit",
    "LimitExceeded.PhoneNumberThirtySecondLimit", "LimitExceeded.PhoneNumberOneHourLimit",
    "FailedOperation.MarketingSendTimeConstraint",
)  # fmt: skip
"""What codes by which it says that it took nothing and may be asked again begin with."""


def provider_of(account: Account) -> Provider:
    """Return what sends by the account."""
    from tencentcloud.common.credential import Credential
    from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
    from tencentcloud.common.profile.client_profile import ClientProfile
    from tencentcloud.common.profile.http_profile import HttpProfile
    from tencentcloud.sms.v20210111.models import SendSmsRequest
    from tencentcloud.sms.v20210111.sms_client import SmsClient

    parts, settings = urlsplit(account.base_url), account.settings
    profile = ClientProfile(
        httpProfile=HttpProfile(protocol=parts.scheme, endpoint=parts.netloc, reqTimeout=SECONDS),
        signMethod="TC3-HMAC-SHA256",
    )
    client = SmsClient(Credential(account.identity, account.secret), settings.region, profile)

    def send(sms: Sms) -> Result:
        request = SendSmsRequest()
        request.PhoneNumberSet = [sms.number]
        request.SmsSdkAppId = settings.app_id
        request.SignName = settings.signature
        request.TemplateId = sms.code
        request.TemplateParamSet = list(sms.parameters.values())
        request.SessionContext = sms.reference
        try:
            (status,) = client.SendSms(request).SendStatusSet
        except TencentCloudSDKException as error:
            if error.get_request_id():
                return _refused(str(error.get_code()))
            # Without the number of its answer nobody knows whether it was taken.
            return Result("uncertain", reason=f"tencent.{error.get_code()}")
        return Result("sent", platform_id=status.SerialNo) if status.Code == "Ok" else _refused(str(status.Code))

    return send


def _refused(code: str) -> Result:
    return Result("later" if code.startswith(LATER) else "failed", reason=f"tencent.{code}")
