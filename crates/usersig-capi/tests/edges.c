// Values at the edges: times of a failed clock, hostile texts of a ticket, and a thread that ends.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <usersig.h>

#define EXPECT(condition)                                               \
  do {                                                                  \
    if (!(condition)) {                                                 \
      fprintf(stderr, "edges.c:%d: %s (%s)\n", __LINE__, #condition, error.message); \
      exit(1);                                                          \
    }                                                                   \
  } while (0)

enum { APP = 1400000000, NOW = 1700000000 };
static const uint64_t LATEST = INT64_MAX;
static const uint8_t KEY[] = {'k', 'e', 'y'};
static usersig_signer *signer;
static usersig_error error;
static char ticket[USERSIG_MAX_TICKET_LEN];
static size_t len;

// Unsigned tickets of the user "alice\0evil\x1b[2J": a UserSig, one with a userbuf of three zeros, and a PrivateMapKey for a
// room of 100 characters that expires 30 seconds before the ticket.
static const char USER_SIG[] =
    "eNqrVgrxCdYrSy1SslJQMtIzUNJRAItkpqTmlWSmZUIkEnMyk1NjSg2AILUsMwfEMkyKNvKCqS5OyU4sKMhMAao1NDGAAqhcSWZu"
    "KkjcHE08taIgswgkYwYTKc5MB1mW6pFhQhxOt1WqBQCHvjbC";
static const char UNREADABLE[] =
    "eNqrVgrxCdYrSy1SslJQMtIzUNJRAItkpqTmlWSmZUIkEnMyk1NjSg2AILUsMwfEMkyKNvKCqS5OyU4sKMhMAao1NDGAAqhcSWZu"
    "KkjcHE08taIgswgkYwYTKc5MB1mW6pFhQhxOt4U5oLQ4tSipNA2k3REIlGoBvHc9EQ__";
static const char LONG_ROOM[] =
    "eNqrVgrxCdYrSy1SslJQMtIzUNJRAItkpqTmlWSmZUIkEnMyk1NjSg2AILUsMwfEMkyKNvKCqS5OyU4sKMhMAao1NDGAAqhcSWZu"
    "KkjcHE08taIgswgkYwYTKc5MB1mW6pFhQhxOt4U5oLQ4tSipNA2k3THQ0S0yvKIg0igsJDnbxBEM3MNCLILAbA*IgFN2cp5X5YDj"
    "dFtbpVoAplF9AQ__";

static usersig_result sign(uint64_t lifetime, uint64_t now) {
  return usersig_signer_user_sig(signer, USERSIG_USER_ID, "alice", 5, lifetime, now, ticket, sizeof ticket, &len, &error);
}

static void a_time_that_no_ticket_can_state_is_refused(void) {
  const uint64_t failed = (uint64_t)-1;
  EXPECT(sign(60, failed) == USERSIG_INVALID_ARGUMENT);
  EXPECT(strcmp(error.message, "now is 18446744073709551615, at most 9223372036854775807 is allowed") == 0);
  EXPECT(sign(60, LATEST + 1) == USERSIG_INVALID_ARGUMENT && sign(60, LATEST - 59) == USERSIG_INVALID_ARGUMENT);
  EXPECT(strstr(error.message, "would expire after 9223372036854775807 s after 1970") != NULL);
  EXPECT(sign(60, LATEST - 60) == USERSIG_OK);
  const usersig_room room = {7, NULL, 0};
  EXPECT(usersig_signer_private_map_key(signer, "alice", 5, &room, 1, 60, failed, ticket, sizeof ticket, &len, &error) ==
         USERSIG_INVALID_ARGUMENT);

  usersig_verifier *verifier = NULL;
  usersig_claims claims;
  EXPECT(usersig_verifier_new(APP, KEY, sizeof KEY, &verifier, &error) == USERSIG_OK && sign(60, NOW) == USERSIG_OK);
  usersig_tolerances tolerances = USERSIG_DEFAULT_TOLERANCES;
#define VERIFY(now) \
  usersig_verifier_user_sig(verifier, ticket, len, USERSIG_USER_ID, "alice", 5, now, &tolerances, &claims, &error)
  EXPECT(VERIFY(failed) == USERSIG_INVALID_ARGUMENT && VERIFY(LATEST + 1) == USERSIG_INVALID_ARGUMENT);
  EXPECT(VERIFY(LATEST) == USERSIG_REFUSED && strcmp(error.cause, "expired") == 0);
  // The macro accepts tickets of the future, as NULL does.
  EXPECT(VERIFY(NOW - 1) == USERSIG_OK && VERIFY(NOW + 61) == USERSIG_REFUSED);
  tolerances.leeway = 1;
  EXPECT(VERIFY(NOW - 1) == USERSIG_OK && VERIFY(NOW + 61) == USERSIG_OK && claims.tolerated == 1);
  tolerances.valid_after = failed - 1;
  EXPECT(VERIFY(NOW) == USERSIG_INVALID_ARGUMENT && strncmp(error.message, "valid_after is 1844", 19) == 0);
  usersig_verifier_free(verifier);

  uint64_t refresh_at = 5;
  EXPECT(usersig_refresh_at(USERSIG_USER_ID, "alice", 5, failed, NOW, &refresh_at, &error) == USERSIG_INVALID_ARGUMENT);
  EXPECT(usersig_refresh_at(USERSIG_USER_ID, "alice", 5, NOW, failed, &refresh_at, &error) == USERSIG_INVALID_ARGUMENT);
  EXPECT(refresh_at == 5);
  EXPECT(usersig_diagnose("x", 1, APP, NULL, 0, NULL, 0, failed, USERSIG_ENGLISH, NULL, NULL, &error) ==
         USERSIG_INVALID_ARGUMENT);
  usersig_key_ring *ring = usersig_key_ring_new();
  EXPECT(usersig_key_ring_add_retiring_key(ring, APP, KEY, sizeof KEY, failed, &error) == USERSIG_INVALID_ARGUMENT);
  usersig_key_ring_free(ring);
}

static void tickets_are_backdated_by_at_most_a_day(void) {
  usersig_signer *early = NULL;
  usersig_claims claims;
  EXPECT(usersig_signer_new(APP, KEY, sizeof KEY, (uint64_t)-1, &early, &error) == USERSIG_INVALID_ARGUMENT);
  EXPECT(usersig_signer_new(APP, KEY, sizeof KEY, 86401, &early, &error) == USERSIG_INVALID_ARGUMENT && early == NULL);
  EXPECT(usersig_signer_new(APP, KEY, sizeof KEY, 86400, &early, &error) == USERSIG_OK);
  EXPECT(usersig_signer_user_sig(early, USERSIG_USER_ID, "alice", 5, 60, NOW, ticket, sizeof ticket, &len, &error) ==
         USERSIG_OK);
  EXPECT(usersig_inspect(ticket, len, &claims, &error) == USERSIG_OK && claims.issued_at == NOW - 86400);
  usersig_signer_free(early);
}

static void inspect_shows_hostile_tickets_as_they_are(void) {
  usersig_claims claims;
  EXPECT(usersig_inspect(USER_SIG, sizeof USER_SIG - 1, &claims, &error) == USERSIG_OK);
  EXPECT(strcmp(claims.user_id, "alice\xef\xbf\xbd" "evil\xef\xbf\xbd[2J") == 0 && claims.is_private_map_key == 0);
  EXPECT(usersig_inspect(UNREADABLE, sizeof UNREADABLE - 1, &claims, &error) == USERSIG_OK);
  EXPECT(claims.is_private_map_key == 2 && claims.privileges == 0 && claims.room_name[0] == 0);
  EXPECT(usersig_inspect(LONG_ROOM, sizeof LONG_ROOM - 1, &claims, &error) == USERSIG_OK);
  EXPECT(claims.is_private_map_key == 1 && claims.privileges == 7 && strlen(claims.room_name) == 71);
  EXPECT(claims.expires_at == NOW + 30);
}

// The C library calls the destructors of keys after those of Rust, so the text of the thread is gone.
static void sign_at_the_end(void *data) { *(usersig_result *)data = sign(60, NOW); }

static pthread_key_t at_the_end;

static void *sign_and_end(void *data) {
  EXPECT(pthread_setspecific(at_the_end, data) == 0 && sign(60, NOW) == USERSIG_OK);
  return NULL;
}

static void a_thread_can_sign_while_it_ends(void) {
  usersig_result result = USERSIG_INTERNAL_ERROR;
  pthread_t thread;
  EXPECT(pthread_key_create(&at_the_end, sign_at_the_end) == 0);
  EXPECT(pthread_create(&thread, NULL, sign_and_end, &result) == 0 && pthread_join(thread, NULL) == 0);
  EXPECT(result == USERSIG_OK && strlen(ticket) == len);
}

int main(void) {
  EXPECT(usersig_signer_new(APP, KEY, sizeof KEY, 0, &signer, &error) == USERSIG_OK);
  a_time_that_no_ticket_can_state_is_refused();
  tickets_are_backdated_by_at_most_a_day();
  inspect_shows_hostile_tickets_as_they_are();
  a_thread_can_sign_while_it_ends();
  usersig_signer_free(signer);
  fprintf(stderr, "c: failed clocks, hostile tickets and ending threads\n");
  return 0;
}
