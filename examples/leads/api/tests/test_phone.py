import unittest

from leads.phone import parse_phone


class ParsePhone(unittest.TestCase):
    def test_writes_every_form_as_e164(self) -> None:
        for text in ("+966501234567", "+966 50 123 4567", " +966-50-123-4567 "):
            phone = parse_phone(text)
            self.assertEqual((phone.e164, phone.country), ("+966501234567", "SA"))

    def test_refuses_what_is_no_international_number(self) -> None:
        for text in ("0501234567", "+966", "+966 5", "+999999999999999999", "اختبار", ""):
            with self.assertRaises(ValueError, msg=text):
                parse_phone(text)
