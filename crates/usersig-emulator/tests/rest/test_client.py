"""The REST client tencentcloud-sdk-python-im calls all endpoints of the emulator."""

import json
import random
import unittest
import urllib.parse
import urllib.request

from tencentcloud_im.tcim_client import TCIMClient

from usersig_emulator import APP, Emulator

# The key of the official samples. It is public, and the emulator's app has it.
KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"
OK = {"ActionStatus": "OK", "ErrorCode": 0, "ErrorInfo": ""}


class Client(unittest.TestCase):
    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.stop)
        self.client = self.client_of("administrator")

    def client_of(self, admin, app=APP, key=KEY):
        return TCIMClient(app, key, admin, tencent_url=f"{self.emulator.origin}/v4")

    def log_in(self, user_id):
        self.assertEqual(self.code_of(user_id, self.emulator.user_sig(user_id)), 0)

    def code_of(self, user_id, user_sig):
        """Logs in a phone."""
        return self.emulator.log_in(user_id, user_sig)["code"]

    def answer(self, response):
        """The service answers with the HTTP status 200 always."""
        self.assertEqual(response.status_code, 200)
        self.assertIn("x-usersig-emulator", response.headers)
        return response.json()

    def statuses(self, *user_ids):
        answer = self.answer(self.client.check_user_online(list(user_ids)))
        return {row["To_Account"]: row["Status"] for row in answer["QueryResult"]}

    def test_account_import_registers_a_user(self):
        self.assertEqual(self.answer(self.client.add_single_user("alice", "Alice", "")), OK)
        answer = self.answer(self.client.search_user(["alice", "bob"]))
        self.assertEqual({row["UserID"]: row["AccountStatus"] for row in answer["ResultItem"]},
                         {"alice": "Imported", "bob": "NotImported"})

    def test_multiaccount_import_registers_a_hundred_users_and_names_the_bad_ones(self):
        users = [f"user{number}" for number in range(100)]
        answer = self.answer(self.client.batch_add_users(users))
        self.assertEqual((answer["ErrorCode"], answer["FailAccounts"]), (0, []))
        answer = self.answer(self.client.search_user(users))
        self.assertEqual({row["AccountStatus"] for row in answer["ResultItem"]}, {"Imported"})
        answer = self.answer(self.client.batch_add_users(["good", "x" * 33]))
        self.assertEqual(answer["FailAccounts"], ["x" * 33])

    def test_a_batch_of_more_than_a_hundred_users_is_refused(self):
        users = [f"user{number}" for number in range(101)]
        self.assertEqual(self.answer(self.client.batch_add_users(users))["ErrorCode"], 70206)

    def test_account_delete_removes_a_user_and_says_who_did_not_exist(self):
        self.client.batch_add_users(["alice"])
        answer = self.answer(self.client.del_user(["alice", "nobody"]))
        self.assertEqual({row["UserID"]: row["ResultCode"] for row in answer["ResultItem"]},
                         {"alice": 0, "nobody": 70107})
        answer = self.answer(self.client.search_user(["alice"]))
        self.assertEqual(answer["ResultItem"][0]["AccountStatus"], "NotImported")

    def test_kick_ends_the_login_and_refuses_the_old_ticket(self):
        user_sig = self.emulator.user_sig("alice")
        self.assertEqual(self.code_of("alice", user_sig), 0)
        self.assertEqual(self.statuses("alice"), {"alice": "Online"})
        self.assertEqual(self.answer(self.client.abolition_user_sig("alice")), OK)
        self.assertEqual(self.statuses("alice"), {"alice": "Offline"})
        self.assertEqual(self.code_of("alice", user_sig), 70001)
        self.emulator.advance(1)
        self.log_in("alice")

    def test_kick_of_an_unknown_user_is_refused(self):
        self.assertEqual(self.answer(self.client.abolition_user_sig("nobody"))["ErrorCode"], 70107)

    def test_query_online_status_has_the_platforms_and_the_unknown_users(self):
        self.log_in("alice")
        self.client.add_single_user("bob", "Bob", "")
        answer = self.answer(self.client.check_user_online(["alice", "bob", "nobody"]))
        self.assertEqual(answer["QueryResult"], [
            {"To_Account": "alice", "Status": "Online", "Detail": [{"Platform": "Android", "Status": "Online"}]},
            {"To_Account": "bob", "Status": "Offline"},
        ])
        self.assertEqual(answer["ErrorList"], [{"To_Account": "nobody", "ErrorCode": 70107}])

    def test_querystate_is_the_older_name_of_query_online_status(self):
        self.log_in("alice")
        query = {"sdkappid": APP, "identifier": "administrator", "usersig": self.emulator.user_sig("administrator"),
                 "random": random.randint(0, 2**32 - 1), "contenttype": "json"}
        address = f"{self.emulator.origin}/v4/openim/querystate?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(address, data=json.dumps({"To_Account": ["alice"]}).encode()) as answer:
            self.assertEqual(json.load(answer)["QueryResult"], [{"To_Account": "alice", "Status": "Online"}])

    def test_only_an_administrator_with_the_key_of_the_app_may_call(self):
        alice, forger = self.client_of("alice"), self.client_of("administrator", key="0" * 64)
        refused = [
            (alice.search_user(["alice"]), 70403),
            (alice.check_user_online(["alice"]), 90009),
            (forger.search_user(["alice"]), 70009),
        ]
        for response, code in refused:
            answer = self.answer(response)
            self.assertEqual((answer["ActionStatus"], answer["ErrorCode"]), ("FAIL", code))

    def test_an_expired_ticket_of_the_administrator_is_refused(self):
        self.client.check_user_online(["alice"])
        self.emulator.advance(301)
        self.assertEqual(self.answer(self.client.check_user_online(["alice"]))["ErrorCode"], 70001)

    def test_a_command_that_the_emulator_does_not_have_is_refused_by_name(self):
        answer = self.answer(self.client.get_friends("alice"))
        self.assertEqual((answer["ActionStatus"], answer["ErrorCode"]), ("FAIL", 60009))
        self.assertIn("sns/friend_get", answer["ErrorInfo"])


