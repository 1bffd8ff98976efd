"""Files: uploaded for three days, images for ever, and fetched again."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from siyu_sandbox.clock import DAY
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import number, text
from siyu_sandbox.errors import Rejected
from siyu_sandbox.exchange import Answer
from siyu_sandbox.wecom.contents import check_media
from siyu_sandbox.wecom.kinds import CONTACT, corp
from siyu_sandbox.world.media import LIFE, Media

MEGABYTE = 1024 * 1024
LARGEST = {"image": 10 * MEGABYTE, "voice": 2 * MEGABYTE, "video": 10 * MEGABYTE, "file": 20 * MEGABYTE}
SMALLEST = 6
IMAGES_A_DAY, IMAGES_A_MONTH = 1000, 3000


@corp.post(
    "/media/upload",
    text("type", needed=True, among=tuple(LARGEST), missing=40004, wrong=40004),
    raw=True,
    codes=(40004, 40006),
)
def upload(call: Call, type: str) -> dict[str, Any]:
    """A file for three days, for every app of the corp."""
    media = _keep(call, type)
    return {"type": type, "media_id": media.media_id, "created_at": str(media.created_at)}


@corp.post(
    "/media/upload_attachment",
    text("media_type", needed=True, among=("image", "video", "file"), missing=40004, wrong=40004),
    number("attachment_type", needed=True, among=(1, 2)),
    raw=True,
    allowed=CONTACT,
    codes=(40004, 40006),
)
def upload_attachment(call: Call, media_type: str, attachment_type: int) -> dict[str, Any]:
    """A file for moments (1) or the product album (2), for three days."""
    media = _keep(call, media_type, attachment_type=attachment_type)
    return {"type": media_type, "media_id": media.media_id, "created_at": media.created_at}


@corp.post("/media/uploadimg", raw=True, codes=(40006,))
def upload_image(call: Call) -> dict[str, Any]:
    """An image under an address of its own, for ever."""
    call.world.frequencies.note("images", "uploadimg", call.now, {DAY: IMAGES_A_DAY, 30 * DAY: IMAGES_A_MONTH})
    media = _keep(call, "image", lasts=True)
    return {"url": f"http://wework.qpic.cn/bizmail/{media.media_id}/0"}


@corp.get("/media/get", text("media_id", needed=True, missing=41006), codes=(40007, 41006))
def fetch(call: Call, media_id: str) -> Answer:
    """The bytes of a file."""
    check_media(call.world, media_id)
    media = call.world.media[media_id]
    name = media.name.replace('"', "").encode("ascii", "replace").decode()
    answer = Answer(200, call.world.files[media_id], media.content_type)
    answer.headers["content-disposition"] = f'attachment; filename="{name}"'
    return answer


def _keep(call: Call, kind: str, *, attachment_type: int = 0, lasts: bool = False) -> Media:
    name, content_type, content = uploaded(call)
    if not SMALLEST <= len(content) <= LARGEST[kind]:
        raise Rejected(40006)
    media = Media(
        call.world.ids.make("", 64), kind, name, len(content), content_type, call.now,
        None if lasts else call.now + LIFE, call.app.key, attachment_type,
    )  # fmt: skip
    call.world.media[media.media_id] = media
    call.world.files[media.media_id] = content
    return media


def uploaded(call: Call) -> tuple[str, str, bytes]:
    """Return name, type and bytes of the file in a multipart body; raises 40058 when there is none."""
    head = f"Content-Type: {call.request.content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + call.request.body)
    for part in message.iter_parts() if message.is_multipart() else ():
        if part.get_filename() or part.get_param("name", header="content-disposition") == "media":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return part.get_filename() or "file", part.get_content_type(), content
    raise Rejected(40006, "no file in the body")
