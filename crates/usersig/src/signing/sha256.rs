//! SHA-256 (FIPS 180-4) over whole blocks.

use sha2::block_api::compress256;

/// The size of a block in bytes.
pub(crate) const BLOCK: usize = 64;
/// The size of a hash in bytes.
pub(crate) const HASH: usize = 32;

pub(crate) type Block = [u8; BLOCK];
pub(crate) type State = [u32; 8];

/// The state before the first block (FIPS 180-4, 5.3.3).
pub(crate) const START: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// Hashes blocks into the state.
///
/// This function is our only call of the compression function, and the compiler must never inline it. With fat LTO and
/// `-C target-cpu=native`, the compiler would otherwise put the SHA instructions into functions that hold values in
/// 256-bit registers. SHA instructions cannot clear the upper halves of such registers, and every recent Intel CPU (from
/// Golden Cove on) then runs each of them in microcode: a signature took 5,546 ns instead of 278
/// (llvm/llvm-project#142368). The compiler clears the registers before a call. `.ci/build-flags` checks this.
#[inline(never)]
pub(crate) fn compress(state: &mut State, blocks: &[Block]) {
    compress256(state, blocks);
}

/// The hash that a final state stands for.
#[inline]
pub(crate) fn hash_of(state: &State) -> [u8; HASH] {
    let mut bytes = [0; HASH];
    for (bytes, word) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    bytes
}
