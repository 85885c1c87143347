"""Phone numbers in the international form: a plus sign, the country's code, the number."""

from dataclasses import dataclass

import phonenumbers


@dataclass(frozen=True)
class Phone:
    e164: str
    """As networks write it, for example +966501234567."""
    country: str | None
    """ISO code, for example SA; none where a code is shared by several."""


def parse_phone(text: str) -> Phone:
    """Reads an international number, with or without spaces; raises ValueError when it cannot be one."""
    text = text.strip()
    if not text.startswith("+"):
        raise ValueError("expected the international form, for example +966501234567")
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException as problem:
        raise ValueError(f"not a phone number: {problem}") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("too long or too short for a number of that country")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, phonenumbers.region_code_for_number(number))
