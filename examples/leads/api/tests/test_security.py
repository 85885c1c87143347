import os
import unittest
from unittest import mock

import jwt

from leads.security import hash_password, issue_token, read_token, verify_password


class Passwords(unittest.TestCase):
    def test_only_the_same_password_verifies(self) -> None:
        stored = hash_password("كلمة السر")
        self.assertTrue(verify_password("كلمة السر", stored))
        self.assertFalse(verify_password("another", stored))
        self.assertNotEqual(stored, hash_password("كلمة السر"))


class Tokens(unittest.TestCase):
    def test_a_token_names_its_user_under_the_same_key_only(self) -> None:
        with mock.patch.dict(os.environ, JWT_SECRET_KEY="k" * 40):
            token = issue_token("admin@example.com")
            self.assertEqual(read_token(token), "admin@example.com")
        with mock.patch.dict(os.environ, JWT_SECRET_KEY="x" * 40), self.assertRaises(jwt.InvalidTokenError):
            read_token(token)

    def test_a_short_key_is_refused(self) -> None:
        with mock.patch.dict(os.environ, JWT_SECRET_KEY="short"), self.assertRaises(SystemExit):
            issue_token("admin@example.com")
