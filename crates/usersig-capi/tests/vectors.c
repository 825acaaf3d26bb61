// Answers the questions of questions.py, and signs the golden tickets: vectors QUESTIONS < questions > tickets
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <usersig.h>

enum { LONGEST = 20000 };

static void fail(const char *what, const char *cause) {
  fprintf(stderr, "vectors: %s (%s)\n", what, cause);
  exit(1);
}

// Each text gets a block of exactly its length, so that a sanitizer sees every byte that is read behind it.
static char *from_hex(const char *hex, size_t *len) {
  *len = strcmp(hex, "-") == 0 ? 0 : strlen(hex) / 2;
  char *bytes = malloc(*len ? *len : 1);
  for (size_t index = 0; index < *len; index += 1) {
    unsigned value = 0;
    if (sscanf(hex + 2 * index, "%2x", &value) != 1) fail("bad hex", hex);
    bytes[index] = (char)value;
  }
  return bytes;
}

int main(int count, char **arguments) {
  static char line[4 * LONGEST], kind[16], key_hex[512], ticket_hex[LONGEST], user_hex[512], name_hex[512], cause[64];
  long asked = 0, signed_tickets = 0;
  while (fgets(line, sizeof line, stdin)) {
    uint32_t app, number, needed;
    uint64_t now;
    usersig_tolerances tolerances;
    long expect;
    if (sscanf(line,
               "%15s %" SCNu32 " %511s %19999s %511s %" SCNu32 " %511s %" SCNu32 " %" SCNu64 " %" SCNu64 " %" SCNu64
               " %" SCNu64 " %ld %63s",
               kind, &app, key_hex, ticket_hex, user_hex, &number, name_hex, &needed, &now, &tolerances.leeway,
               &tolerances.future_tolerance, &tolerances.valid_after, &expect, cause) != 14) {
      fail("bad line", line);
    }
    size_t key_len, ticket_len, user_len, name_len;
    char *key = from_hex(key_hex, &key_len), *ticket = from_hex(ticket_hex, &ticket_len);
    char *user = from_hex(user_hex, &user_len), *name = from_hex(name_hex, &name_len);
    const usersig_room room = {number, name, name_len};
    const int is_user_sig = strcmp(kind, "user_sig") == 0;
    usersig_error error;
    memset(&error, 0, sizeof error);

    if (strncmp(cause, "sign", 4) == 0) {
      usersig_signer *signer = NULL;
      char *buffer = malloc(USERSIG_MAX_TICKET_LEN);
      size_t len = 0;
      usersig_result result = usersig_signer_new(app, (const uint8_t *)key, key_len, 0, &signer, &error);
      if (result == USERSIG_OK && is_user_sig) {
        result = usersig_signer_user_sig(signer, USERSIG_USER_ID, user, user_len, (uint64_t)expect, now, buffer,
                                         USERSIG_MAX_TICKET_LEN, &len, &error);
      } else if (result == USERSIG_OK) {
        result = usersig_signer_private_map_key(signer, user, user_len, &room, needed, (uint64_t)expect, now, buffer,
                                                USERSIG_MAX_TICKET_LEN, &len, &error);
      }
      if (result != USERSIG_OK || strlen(buffer) != len) fail(error.message, cause);
      printf("%s %s\n", cause, buffer);
      signed_tickets += 1;
      usersig_signer_free(signer);
      free(buffer);
    } else {
      usersig_verifier *verifier = NULL;
      usersig_claims claims;
      usersig_result result = usersig_verifier_new(app, (const uint8_t *)key, key_len, &verifier, &error);
      if (result != USERSIG_OK) fail(error.message, cause);
      result = is_user_sig ? usersig_verifier_user_sig(verifier, ticket, ticket_len, USERSIG_USER_ID, user, user_len, now,
                                                       &tolerances, &claims, &error)
                           : usersig_verifier_private_map_key(verifier, ticket, ticket_len, user, user_len, &room, needed,
                                                              now, &tolerances, &claims, &error);
      const int is_expected = expect == 0 ? result == USERSIG_OK && claims.sdk_app_id == app
                                          : result == USERSIG_REFUSED && error.code == expect &&
                                                strcmp(error.cause, cause) == 0 && error.message[0] && error.advice[0];
      if (!is_expected) fail(line, error.cause);
      asked += 1;
      usersig_verifier_free(verifier);
    }
    free(key), free(ticket), free(user), free(name);
  }
  // An empty or a cut file must not pass.
  if (count != 2 || asked + signed_tickets != atol(arguments[1]) || asked == 0 || signed_tickets == 0) {
    fail("questions are missing", "");
  }
  fprintf(stderr, "c: %ld verdicts and %ld signatures\n", asked, signed_tickets);
  return 0;
}
