<?php
// Signs a ticket and verifies it with FFI: php -d ffi.enable=1 sign.php HEADER LIBRARY
[, $header, $library] = $argv;
// FFI reads declarations only.
$declarations = preg_replace('/^\s*#.*$|^USERSIG_MUST_USE$|^extern "C" \{$|^\}\s*\/\/ extern "C"$/m', '', file_get_contents($header));
$usersig = FFI::cdef($declarations, $library);

function check(FFI $usersig, int $result, FFI\CData $error): void
{
    if ($result !== 0) {
        throw new RuntimeException(FFI::string($error->cause) . ': ' . FFI::string($error->message), $error->code);
    }
}

$key = "the app's SDKSecretKey";
[$error, $now] = [$usersig->new('usersig_error'), time()];
$bytes = $usersig->new('uint8_t[' . strlen($key) . ']');
FFI::memcpy($bytes, $key, strlen($key));
[$signer, $verifier] = [$usersig->new('usersig_signer *'), $usersig->new('usersig_verifier *')];
check($usersig, $usersig->usersig_signer_new(1400000000, $bytes, strlen($key), 0, FFI::addr($signer), FFI::addr($error)), $error);
check($usersig, $usersig->usersig_verifier_new(1400000000, $bytes, strlen($key), FFI::addr($verifier), FFI::addr($error)), $error);

[$buffer, $len, $claims] = [$usersig->new('char[601]'), $usersig->new('size_t'), $usersig->new('usersig_claims')];
check($usersig, $usersig->usersig_signer_user_sig(
    $signer, 0, 'alice', 5, 86400, $now, $buffer, 601, FFI::addr($len), FFI::addr($error)), $error);
$ticket = FFI::string($buffer);
check($usersig, $usersig->usersig_verifier_user_sig(
    $verifier, $ticket, strlen($ticket), 0, 'alice', 5, $now, null, FFI::addr($claims), FFI::addr($error)), $error);
echo FFI::string($claims->user_id), ' is valid until ', $claims->expires_at, "\n";

$refused = $usersig->usersig_verifier_user_sig(
    $verifier, $ticket, strlen($ticket), 0, 'bob', 3, $now, null, null, FFI::addr($error));
echo 'for bob: ', $refused, ' ', $error->code, ' ', FFI::string($error->cause), "\n";
$usersig->usersig_signer_free($signer);
$usersig->usersig_verifier_free($verifier);
