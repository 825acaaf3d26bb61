// The promises of the header: invalid arguments, small buffers, key rings, and no allocation while signing.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <usersig.h>

#define EXPECT(condition)                                             \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "api.c:%d: %s (%s)\n", __LINE__, #condition, error.message); \
      exit(1);                                                        \
    }                                                                 \
  } while (0)

enum { APP = 1400000000, NOW = 1700000000 };
static const uint8_t KEY[] = {'a', ' ', 'k', 'e', 'y'};
static usersig_error error;

#ifdef COUNT_ALLOCATIONS
// The linker sends every allocation of the library through these (--wrap).
static long allocations;
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
int __real_posix_memalign(void **block, size_t alignment, size_t size);
void *__wrap_malloc(size_t size) { return allocations += 1, __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) { return allocations += 1, __real_calloc(count, size); }
void *__wrap_realloc(void *block, size_t size) { return allocations += 1, __real_realloc(block, size); }
int __wrap_posix_memalign(void **block, size_t alignment, size_t size) {
  return allocations += 1, __real_posix_memalign(block, alignment, size);
}
#endif

static void count(const usersig_finding *finding, void *data) {
  *(int *)data += finding->id[0] != 0 && finding->what[0] != 0;
}

int main(void) {
  usersig_signer *signer = NULL;
  usersig_verifier *verifier = NULL;
  EXPECT(usersig_signer_new(APP, KEY, sizeof KEY, 0, &signer, &error) == USERSIG_OK);
  EXPECT(usersig_verifier_new(APP, KEY, sizeof KEY, &verifier, &error) == USERSIG_OK);

  char ticket[USERSIG_MAX_TICKET_LEN];
  size_t len = 0;
  usersig_claims claims;
#define SIGN(signer, kind, user, user_len, lifetime, buffer, capacity) \
  usersig_signer_user_sig(signer, kind, user, user_len, lifetime, NOW, buffer, capacity, &len, &error)
#define VERIFY(user, user_len, kind) \
  usersig_verifier_user_sig(verifier, ticket, len, kind, user, user_len, NOW, NULL, &claims, &error)

  // A UUID is an identifier and not a UserID.
  const char *uuid = "8f14e45f-ceea-467f-a8d5-0e3f6f0a1c2b";
  EXPECT(SIGN(signer, USERSIG_USER_ID, uuid, 36, 60, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(strcmp(error.message, "user id has 36 bytes, at most 32 are allowed") == 0 && error.code == 0);
  EXPECT(SIGN(signer, USERSIG_IDENTIFIER, uuid, 36, 60, ticket, sizeof ticket) == USERSIG_OK);
  EXPECT(VERIFY(uuid, 36, USERSIG_IDENTIFIER) == USERSIG_OK && strcmp(claims.user_id, uuid) == 0);
  EXPECT(claims.issued_at == NOW && claims.expires_at == NOW + 60 && strlen(claims.fingerprint) == 16);

  // The longest ticket fits.
  char longest[128];
  memset(longest, '"', sizeof longest);
  EXPECT(SIGN(signer, USERSIG_IDENTIFIER, longest, 128, 1576800000, ticket, sizeof ticket) == USERSIG_OK);

  // Invalid arguments.
  EXPECT(SIGN(NULL, USERSIG_USER_ID, "alice", 5, 60, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(SIGN(signer, 7, "alice", 5, 60, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(SIGN(signer, USERSIG_USER_ID, NULL, 5, 60, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(SIGN(signer, USERSIG_USER_ID, NULL, 0, 60, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", (size_t)-1, 60, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(strcmp(error.message, "the length of user id is too big") == 0);
  EXPECT(SIGN(signer, USERSIG_USER_ID, "\xff", 1, 60, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, 0, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, UINT64_MAX, ticket, sizeof ticket) == USERSIG_INVALID_ARGUMENT);
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, 60, NULL, 9) == USERSIG_INVALID_ARGUMENT);
  usersig_signer *other = NULL;
  EXPECT(usersig_signer_new(0, KEY, sizeof KEY, 0, &other, &error) == USERSIG_INVALID_ARGUMENT && other == NULL);
  EXPECT(usersig_signer_new(APP, NULL, 5, 0, &other, NULL) == USERSIG_INVALID_ARGUMENT);
  EXPECT(usersig_signer_new(APP, KEY, 0, 0, &other, &error) == USERSIG_INVALID_ARGUMENT);
  EXPECT(usersig_signer_new(APP, KEY, sizeof KEY, 0, NULL, &error) == USERSIG_INVALID_ARGUMENT);

  // A buffer that is too small is not written.
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, 60, ticket, sizeof ticket) == USERSIG_OK);
  char *exact = malloc(len + 1);
  const size_t needed = len + 1;
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, 60, exact, needed) == USERSIG_OK && strcmp(exact, ticket) == 0);
  memset(exact, 'x', needed);
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, 60, exact, needed - 1) == USERSIG_BUFFER_TOO_SMALL && exact[0] == 'x');
  EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, 60, NULL, 0) == USERSIG_BUFFER_TOO_SMALL);
  free(exact);

#ifdef COUNT_ALLOCATIONS
  static const usersig_tolerances strict;
  const usersig_room lobby = {0, "lobby", 5};
  char map_key[USERSIG_MAX_TICKET_LEN];
  size_t map_len = 0;
#define VERIFY_AT(now) \
  usersig_verifier_user_sig(verifier, ticket, len, USERSIG_USER_ID, "alice", 5, now, &strict, &claims, &error)
#define VERIFY_ROOM(needed) \
  usersig_verifier_private_map_key(verifier, map_key, map_len, "alice", 5, &lobby, needed, NOW, NULL, &claims, &error)
  const long before = allocations;
  for (int round = 0; round < 1000; round += 1) {
    EXPECT(SIGN(signer, USERSIG_USER_ID, "alice", 5, 60, ticket, sizeof ticket) == USERSIG_OK);
    EXPECT(VERIFY("alice", 5, USERSIG_USER_ID) == USERSIG_OK);
    EXPECT(VERIFY("bob", 3, USERSIG_USER_ID) == USERSIG_REFUSED);
    EXPECT(VERIFY_AT(NOW + 61) == USERSIG_REFUSED && strcmp(error.cause, "expired") == 0);
    EXPECT(VERIFY_AT(NOW - 1) == USERSIG_REFUSED && strcmp(error.cause, "not_yet_valid") == 0);
    EXPECT(usersig_signer_private_map_key(signer, "alice", 5, &lobby, 1, 60, NOW, map_key, sizeof map_key, &map_len, &error) ==
           USERSIG_OK);
    EXPECT(VERIFY_ROOM(1) == USERSIG_OK);
    EXPECT(VERIFY_ROOM(2) == USERSIG_REFUSED && strcmp(error.cause, "missing_privilege") == 0);
  }
  EXPECT(before > 0 && allocations == before);
#endif

  // A room, a key ring, the codes, the doctor.
  const usersig_room room = {0, "lobby", 5};
  EXPECT(usersig_signer_private_map_key(signer, "alice", 5, &room, 42, 60, NOW, ticket, sizeof ticket, &len, &error) == USERSIG_OK);
  EXPECT(usersig_inspect(ticket, len, &claims, &error) == USERSIG_OK && strcmp(claims.room_name, "lobby") == 0);
  EXPECT(claims.is_private_map_key == 1 && claims.privileges == 42 && claims.room_number == 0);
  EXPECT(VERIFY("alice", 5, USERSIG_USER_ID) == USERSIG_REFUSED && strcmp(error.cause, "not_a_user_sig") == 0);

  usersig_key_ring *ring = usersig_key_ring_new();
  EXPECT(usersig_key_ring_signer(ring, APP, &other, &error) == USERSIG_NO_KEY && error.code == 70020);
  EXPECT(usersig_key_ring_add_app(ring, APP, &error) == USERSIG_OK);
  EXPECT(usersig_key_ring_signer(ring, APP, &other, &error) == USERSIG_NO_KEY && error.code == 70016);
  EXPECT(usersig_key_ring_set_signing_key(ring, APP, (const uint8_t *)"new", 3, &error) == USERSIG_OK);
  EXPECT(usersig_key_ring_add_retiring_key(ring, APP, KEY, sizeof KEY, NOW, &error) == USERSIG_OK);
  EXPECT(usersig_key_ring_signer(ring, APP, &other, &error) == USERSIG_OK);
  usersig_verifier_free(verifier);
  EXPECT(usersig_key_ring_verifier(ring, APP, &verifier, &error) == USERSIG_OK);
  usersig_key_ring_free(ring);
  for (int index = 0; index < 2; index += 1) {
    EXPECT(SIGN(index ? other : signer, USERSIG_USER_ID, "alice", 5, 60, ticket, sizeof ticket) == USERSIG_OK);
    EXPECT(VERIFY("alice", 5, USERSIG_USER_ID) == USERSIG_OK);
  }

  char text[256];
  uint64_t refresh_at = 0;
  int findings = 0;
  EXPECT(usersig_code_name(70001, text, sizeof text, NULL, &error) == USERSIG_OK);
  EXPECT(strcmp(text, "ERR_SVR_ACCOUNT_USERSIG_EXPIRED") == 0);
  EXPECT(usersig_code_meaning(70001, USERSIG_CHINESE, text, sizeof text, &len, &error) == USERSIG_OK && len > 10);
  EXPECT(usersig_code_meaning(70001, 9, text, sizeof text, &len, &error) == USERSIG_INVALID_ARGUMENT);
  EXPECT(usersig_code_reaction(70001) == USERSIG_LOG_IN_AGAIN && usersig_code_reaction(5) == USERSIG_UNKNOWN);
  EXPECT(usersig_refresh_at(USERSIG_USER_ID, "alice", 5, NOW, NOW + 3600, &refresh_at, &error) == USERSIG_OK);
  EXPECT(refresh_at > NOW && refresh_at < NOW + 3600);
  EXPECT(usersig_diagnose("undefined", 9, APP, "alice", 5, NULL, 0, NOW, USERSIG_ENGLISH, count, &findings, &error) == USERSIG_OK);
  EXPECT(findings > 0);

  usersig_signer_free(signer), usersig_signer_free(other), usersig_signer_free(NULL);
  usersig_verifier_free(verifier);
  fprintf(stderr, "c: the header's promises hold\n");
  return 0;
}
