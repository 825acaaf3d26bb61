"""Starts the program under test and calls its control plane."""

import json
import os
import subprocess
import urllib.request

APP = 1400000000

# The key of the official samples. It is public.
KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"


class Emulator:
    """An emulator that runs until `stop`."""

    def __init__(self, *options):
        command = [os.environ["USERSIG_EMULATOR"], "--port", "0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        ready = json.loads(self.process.stdout.readline())
        assert ready["ready"] is True, ready
        self.origin = f"http://127.0.0.1:{ready['port']}"

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def post(self, path, body):
        """Calls the control plane."""
        request = urllib.request.Request(f"{self.origin}/emulator/v1{path}", data=json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def user_sig(self, user_id, ttl=86400):
        return self.post(f"/apps/{APP}/user-sig", {"user_id": user_id, "ttl": ttl})["user_sig"]

    def device(self, user_id, user_sig, platform="Android"):
        """Logs in a phone and returns the code."""
        body = {"user_id": user_id, "user_sig": user_sig, "platform": platform}
        return self.post(f"/apps/{APP}/devices", body)["code"]
