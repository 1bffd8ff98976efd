"""The text by which a code of a platform carries one of ours: the scene of an official account or mini-program, the state
of a WeCom contact way. One form fits all of them: 28 signs of letters, digits and a dot (WeCom takes 30, they take 32 and 64).
"""

from __future__ import annotations

from siyu.connect.codes.serials import read_serial

START = "c."
QR_SCENE = "qrscene_"
"""What official accounts put before the scene when somebody follows by it."""


def carry(serial: str) -> str:
    """Return the scene or state for a serial. Raises `ValueError` for what is none."""
    plain = read_serial(serial)
    if plain is None:
        raise ValueError("not a serial")
    return START + plain


def carried(text: str) -> str | None:
    """Return the serial that a scene, an event key or a state carries; None when it carries something else."""
    plain = text.removeprefix(QR_SCENE)
    return read_serial(plain.removeprefix(START)) if plain.startswith(START) else None
