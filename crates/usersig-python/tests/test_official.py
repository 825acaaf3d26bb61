"""The official package and ours take each other's tickets, and packages that use the official one run with ours."""

import http.server
import pathlib
import random
import struct
import sys
import threading
import time
import urllib.parse

import pytest
import TLSSigAPIv2 as official
from usersig import Identifier, Signer, Verifier, VerifyError, compat

sys.path.append(str(pathlib.Path(__file__).resolve().parents[3] / "interop"))
import verify_ticket

APP, KEY = 1400000000, "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
RANDOM_INPUTS = 100_500
OURS, THEIRS, VERIFIER = compat.TLSSigAPIv2(APP, KEY), official.TLSSigAPIv2(APP, KEY), Verifier(APP, KEY)


def test_random_inputs_are_signed_by_one_side_and_verified_by_the_other():
    chance = random.Random(17)
    for batch in range(RANDOM_INPUTS // 500):
        app, key = chance.randint(1, 2**32 - 1), f"{chance.getrandbits(256):064x}"
        theirs, signer, verifier = official.TLSSigAPIv2(app, key), Signer(app, key), Verifier(app, key)
        for _ in range(500):
            user_id = "".join(chance.choices(ALPHABET, k=chance.randint(1, 32)))
            lifetime = chance.randint(1, 50 * 365 * 86400)
            claims = verifier.user_sig(theirs.gen_sig(user_id, lifetime), user_id)
            assert claims.expires_at - claims.issued_at == lifetime
            ticket, now = signer.user_sig(user_id, lifetime), int(time.time())
            stated = verify_ticket.verify(ticket, app, user_id, now, key)
            assert stated["TLS.expire"] == lifetime, (app, key, user_id, batch)


def test_defaults_conversions_and_return_types_are_those_of_the_official_signer():
    for name in ("gen_sig", "genUserSig"):
        # The package on PyPI has no genUserSig, which only its repository has.
        theirs = VERIFIER.user_sig(THEIRS.gen_sig("alice"), "alice")
        ticket = getattr(OURS, name)("alice")
        ours = VERIFIER.user_sig(ticket, "alice")
        assert type(ticket) is type(THEIRS.gen_sig("alice")) is str
        assert ours.expires_at - ours.issued_at == theirs.expires_at - theirs.issued_at == 180 * 86400
    for identifier, expire in ((42, 60), ("alice", "60"), (Identifier("x" * 128), 60)):
        name = Identifier(str(identifier))
        for api in (OURS, THEIRS, compat.TLSSigAPIv2(str(APP), KEY), official.TLSSigAPIv2(str(APP), KEY)):
            claims = VERIFIER.user_sig(api.gen_sig(identifier, expire), name)
            assert claims.expires_at - claims.issued_at == 60


@pytest.mark.parametrize("expire", [60.9, " 60", "6_0"])
def test_a_lifetime_that_the_official_signer_signs_in_another_form_is_signed_as_a_number(expire):
    with pytest.raises(VerifyError, match="bad_signature"):
        VERIFIER.user_sig(THEIRS.gen_sig("alice", expire), "alice")
    claims = VERIFIER.user_sig(OURS.gen_sig("alice", expire), "alice")
    assert claims.expires_at - claims.issued_at == 60


@pytest.mark.parametrize("given", [5, [1, 2], "text"])
def test_a_userbuf_that_is_not_bytes_is_refused_by_both(given):
    for api in (OURS, THEIRS):
        with pytest.raises(TypeError):
            api.gen_sig_with_userbuf("alice", 600, given)


def userbuf(account, room=9, name=b"", privileges=255, version=0, app=APP):
    head = struct.pack(">BH", version, len(account)) + account.encode()
    tail = struct.pack(">IIIII", app, room, int(time.time()) + 600, privileges, 0)
    return head + tail + (struct.pack(">H", len(name)) + name if name else b"")


def test_a_userbuf_and_its_room_are_signed_by_both():
    for api in (OURS, THEIRS):
        VERIFIER.private_map_key(api.gen_sig_with_userbuf("alice", 600, userbuf("alice")), "alice", 9, 255)
        named = userbuf("alice", 0, b"lobby", version=1)
        VERIFIER.private_map_key(api.gen_sig_with_userbuf("alice", 600, named), "alice", "lobby", 255)
        VERIFIER.user_sig(api.gen_sig_with_userbuf("alice", 600, None), "alice")
    VERIFIER.private_map_key(OURS.genPrivateMapKey("alice", 600, 2**32 - 1, 42), "alice", 2**32 - 1, 42)
    by_name = OURS.genPrivateMapKeyWithStringRoomID("alice", 600, "lobby", 255)
    VERIFIER.private_map_key(by_name, "alice", "lobby", 255)


# The table in docs/languages.md has these rows.
REFUSED = [
    lambda api: api.gen_sig(""), lambda api: api.gen_sig("a\nb"), lambda api: api.gen_sig("用户"),
    lambda api: api.gen_sig("x" * 129), lambda api: api.gen_sig("alice", 0), lambda api: api.gen_sig("alice", -1),
    lambda api: api.gen_sig("alice", 50 * 365 * 86400 + 1),
    lambda api: api.gen_sig_with_userbuf("alice", 60, b"abc"),
    lambda api: api.gen_sig_with_userbuf("alice", 60, userbuf("bob")),
    lambda api: api.gen_sig_with_userbuf("alice", 60, userbuf("alice", room=0)),
    lambda api: api.gen_sig_with_userbuf("alice", 60, userbuf("alice", privileges=256)),
    lambda api: type(api)(0, KEY).gen_sig("alice"), lambda api: type(api)(2**32, KEY).gen_sig("alice"),
    lambda api: type(api)(APP, "").gen_sig("alice"), lambda api: type(api)(APP, f"{KEY}\n").gen_sig("alice"),
]


@pytest.mark.parametrize("sign", REFUSED)
def test_an_input_of_the_table_is_signed_by_the_official_signer_and_refused_by_ours(sign):
    assert sign(THEIRS)
    with pytest.raises(ValueError):
        sign(OURS)


def test_an_infinite_lifetime_is_an_invalid_value():
    with pytest.raises(ValueError, match="expire is not a whole number"):
        OURS.gen_sig("alice", float("inf"))


@pytest.mark.parametrize("arguments", [("alice", 60, 0, 1), ("alice", 60, 1, 256), ("x" * 33, 60, 1, 1),
                                       ("alice", 60, -1, 1)])
def test_a_private_map_key_that_no_room_accepts_is_refused(arguments):
    with pytest.raises(ValueError):
        OURS.genPrivateMapKey(*arguments)
    with pytest.raises(TypeError):
        OURS.genPrivateMapKey("alice", 60, "1", 1)
    with pytest.raises(TypeError):
        OURS.genPrivateMapKeyWithStringRoomID("alice", 60, 1, 1)
    with pytest.raises(ValueError):
        OURS.genPrivateMapKeyWithStringRoomID("alice", 60, "", 1)


@pytest.fixture
def in_place_of_the_official_module(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] in ("timsdk", "tencentcloud_im")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "TLSSigAPIv2", compat)


def test_timsdk_signs_with_ours(in_place_of_the_official_module):
    from timsdk import tim_client, tls_sig
    assert tls_sig.TLSSigAPIv2 is compat.TLSSigAPIv2
    client = tim_client.TimClient(app_id=APP, app_key=KEY)
    claims = VERIFIER.user_sig(client.signature, "administrator")
    assert claims.expires_at - claims.issued_at == 180 * 86400


def test_tencentcloud_sdk_python_im_signs_with_ours(in_place_of_the_official_module):
    from tencentcloud_im import tcim_client
    assert tcim_client.TLSSigAPIv2 is compat.TLSSigAPIv2
    asked = []

    class Service(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query))
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"ActionStatus": "OK"}')

        def log_message(self, *arguments):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Service) as service:
        thread = threading.Thread(target=service.handle_request)
        thread.start()
        client = tcim_client.TCIMClient(APP, KEY, "administrator", f"http://127.0.0.1:{service.server_port}/v4")
        client.add_single_user("alice", "Alice", "")
        thread.join()
    VERIFIER.user_sig(asked[0]["usersig"][0], "administrator")
    VERIFIER.user_sig(client.get_user_sig("alice", 60), "alice")
