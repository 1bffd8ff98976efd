"""Files live for three days and come back as they went."""

from __future__ import annotations

import io
import json

from tests.siyu_sandbox.playing import Player


def test_wechatpy_uploads_and_the_file_comes_back_until_it_ends(play: Player) -> None:
    client = play.work_client("app")
    media = client.media.upload("image", ("图.png", io.BytesIO(b"not really a picture"), "image/png"))
    assert media["type"] == "image" and media["created_at"] == "1700020800"
    token = {"access_token": play.token("contact"), "media_id": media["media_id"]}
    fetched = play.send("GET", "/cgi-bin/media/get", token)
    assert (fetched.body, fetched.content_type) == (b"not really a picture", "image/png")
    play.act("clock", advance=3 * 86400)
    token["access_token"] = ""
    play.tokens.clear()
    assert play.get("media/get", media_id=media["media_id"])["errcode"] == 40007
    assert play.get("media/get")["errcode"] == 41006


def test_an_image_for_ever_has_an_address(play: Player) -> None:
    assert play.work_client().media.upload_img(("a.png", io.BytesIO(b"123456"), "image/png"))["url"].startswith("http")


def test_files_of_the_wrong_size_or_kind_and_no_file_are_refused(play: Player) -> None:
    token = play.token("app")
    boundary = b'--b\r\nContent-Disposition: form-data; name="media"; filename="a"\r\n\r\n'

    def upload(kind: str, content: bytes) -> int:
        body = boundary + content + b"\r\n--b--\r\n"
        answer = play.send(
            "POST", "/cgi-bin/media/upload", {"access_token": token, "type": kind}, body, content_type=TYPE
        )
        return int(json.loads(answer.body)["errcode"])

    assert upload("image", b"123456") == 0
    assert upload("image", b"12345") == 40006
    assert upload("image", b"x" * (10 * 1024 * 1024 + 1)) == 40006
    assert upload("paper", b"123456") == 40004
    assert (
        json.loads(play.send("POST", "/cgi-bin/media/uploadimg", {"access_token": token}, b"x").body)["errcode"]
        == 40006
    )


TYPE = "multipart/form-data; boundary=b"
