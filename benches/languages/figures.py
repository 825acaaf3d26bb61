"""The figures of the Python module: figures.py [as-installed|kept-pages]    exits with 1 if a target is missed

Without an argument it measures the module beside the library. With one it measures the official signer beside the module,
in a process that does nothing else. The target counts as installed.
"""

import statistics
import sys
import time

import TLSSigAPIv2
from usersig import Signer, Verifier, _native

APP, KEY, LIFETIME = 1400000000, "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e", 604800
ROUNDS, TICKETS = 15, 20_000
# Each round takes 50 ms. Other machines on the same processor disturb some of them, so there are many.
OFFICIAL_ROUNDS, OFFICIAL_TICKETS = 75, 2_000
USERS = [f"user_{number:08}" for number in range(TICKETS)]
missed = []


def nanoseconds(call, count):
    start = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - start) / count


def show(name, value, unit, target=None):
    """A target is a pair of a comparison and a number."""
    met = target is None or (value <= target[1] if target[0] == "at most" else value >= target[1])
    print(f"python {name:24} {value:12,.2f} {unit:8} {'' if target is None else f'{target[0]} {target[1]}'}"
          f"{'' if met else '  MISSED'}")
    if not met:
        missed.append(name)


def official(signer, setting):
    """Signs with both in turns. No ticket is kept, so the lists of earlier rounds do not matter."""
    api = TLSSigAPIv2.TLSSigAPIv2(APP, KEY)
    users = USERS[:OFFICIAL_TICKETS]

    def theirs():
        for user in users:
            api.gen_sig(user, LIFETIME)

    def ours():
        for user in users:
            signer.user_sig(user, LIFETIME)
    rounds = [(nanoseconds(theirs, len(users)), nanoseconds(ours, len(users))) for _ in range(OFFICIAL_ROUNDS)]
    show("official", statistics.median(theirs for theirs, _ in rounds), "ns")
    show("user_sig_beside", statistics.median(ours for _, ours in rounds), "ns")
    show("official_vs_ours", statistics.median(theirs / ours for theirs, ours in rounds), "x",
         ("at least", 30) if setting == "as-installed" else None)


def main():
    signer, verifier = Signer(APP, KEY), Verifier(APP, KEY)
    if len(sys.argv) > 1:
        official(signer, sys.argv[1])
        sys.exit(bool(missed))
    verifier.user_sig(signer.user_sig("alice", LIFETIME), "alice")
    rounds = {name: [] for name in ("sign", "library", "sign_ratio", "many", "library_many", "many_share", "verify",
                                   "verify_ratio")}
    tickets = [signer.user_sig("alice", LIFETIME) for _ in range(TICKETS)]
    for _ in range(ROUNDS):
        def sign():
            for user in USERS:
                signer.user_sig(user, LIFETIME)
        ours, library = nanoseconds(sign, TICKETS), _native.time_sign(signer, USERS, LIFETIME)
        kept = []
        many = nanoseconds(lambda: kept.append(signer.user_sigs(USERS, LIFETIME)), TICKETS)
        assert len(kept.pop()) == TICKETS
        library_many = _native.time_sign_many(signer, USERS, LIFETIME)

        def verify():
            for ticket in tickets:
                verifier.user_sig(ticket, "alice")
        verified, library_verified = nanoseconds(verify, TICKETS), _native.time_verify(verifier, tickets, "alice")
        for name, value in zip(rounds, (ours, library, ours / library, many, library_many, library_many / many,
                                        verified, verified / library_verified), strict=True):
            rounds[name].append(value)
    figure = {name: statistics.median(values) for name, values in rounds.items()}
    show("library", figure["library"], "ns")
    show("user_sig", figure["sign"], "ns")
    show("user_sig_ratio", figure["sign_ratio"], "x", ("at most", 2.2))
    show("library_many", figure["library_many"], "ns")
    show("user_sigs", figure["many"], "ns")
    show("user_sigs_share", figure["many_share"], "", ("at least", 0.7))
    show("verify", figure["verify"], "ns")
    show("verify_ratio", figure["verify_ratio"], "x")
    sys.exit(bool(missed))


main()
