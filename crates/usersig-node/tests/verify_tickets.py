"""Verifies lines from standard input with interop/verify_ticket.py, and prints how many there are.

A line has an app, a key, a user, a lifetime and a ticket.
"""

import pathlib
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[3] / "interop"))
import verify_ticket


def main():
    verified, now = 0, int(time.time())
    for line in sys.stdin:
        app, key, user_id, lifetime, ticket = line.split()
        # Signing took a while, and the shortest lifetime is a second.
        claims = verify_ticket.verify(ticket, int(app), user_id, now - 600, key)
        if claims["TLS.expire"] != int(lifetime):
            sys.exit(f"wrong lifetime: {line}")
        verified += 1
    print(verified)


main()
