//! A message laid out in the blocks that SHA-256 hashes.
//!
//! A signed text comes in a dozen pieces and fills two or three blocks. A general implementation asks at each piece how
//! much of a block it has. Here each byte is copied once, into the block that is hashed.

use crate::bytes::byte_writer::copy_short;
use crate::signing::sha256::{self, BLOCK, Block, HASH, START, State};

/// This byte follows a message. The last bytes of the last block are the length of everything hashed, in bits.
pub(crate) const END_OF_MESSAGE: u8 = 0x80;
const LEN_BYTES: usize = 8;

/// A whole message with its end, ready to be hashed. It has room for `BLOCKS` blocks. Of a longer message, blocks are hashed
/// as soon as they are full.
pub(crate) struct Message<const BLOCKS: usize> {
    /// The state after the blocks that are hashed.
    state: State,
    /// How many bytes are hashed, including those before the message.
    hashed: usize,
    /// The bytes that are not hashed, and zeros behind them.
    blocks: [Block; BLOCKS],
    /// How many of the blocks are used.
    count: usize,
}

impl<const BLOCKS: usize> Message<BLOCKS> {
    /// Space for a message.
    pub(crate) const EMPTY: Self = Self { state: START, hashed: 0, blocks: [[0; BLOCK]; BLOCKS], count: 0 };

    /// Lays out the pieces that `write` pushes. `state` has hashed the given number of bytes before them.
    #[inline]
    pub(crate) fn new(state: State, hashed: usize, write: impl FnOnce(&mut Pieces<'_, BLOCKS>)) -> Self {
        let mut message = Self::EMPTY;
        message.lay_out(state, hashed, write);
        message
    }

    /// Does the same in place. The message must be [empty](Self::EMPTY), because the blocks are not cleared.
    #[inline]
    pub(crate) fn lay_out(&mut self, state: State, hashed: usize, write: impl FnOnce(&mut Pieces<'_, BLOCKS>)) {
        (self.state, self.hashed) = (state, hashed);
        let mut pieces = Pieces { message: self, len: 0 };
        write(&mut pieces);
        let len = pieces.len;
        self.end(len);
    }

    /// The hash of everything.
    #[inline]
    pub(crate) fn hash(self) -> [u8; HASH] {
        self.hash_from(0)
    }

    /// Hashes the block with this index if the message has it.
    #[inline]
    pub(crate) fn hash_block(&mut self, index: usize) {
        if index < self.count {
            sha256::compress(&mut self.state, &self.blocks[index..=index]);
        }
    }

    /// The hash of everything if the blocks before this one are hashed.
    #[inline]
    pub(crate) fn hash_from(mut self, index: usize) -> [u8; HASH] {
        if index < self.count {
            sha256::compress(&mut self.state, &self.blocks[index..self.count]);
        }
        sha256::hash_of(&self.state)
    }

    /// The hashes of several messages. Their blocks are hashed in turn, so that a CPU that looks ahead begins a block
    /// while it finishes the one before: each waits only for its own message's last block.
    pub(crate) fn hash_side_by_side<const COUNT: usize>(messages: &mut [Self; COUNT]) -> [[u8; HASH]; COUNT] {
        for block in 0..BLOCKS {
            for Self { state, blocks, count, .. } in &mut *messages {
                if block < *count {
                    sha256::compress(state, &blocks[block..=block]);
                }
            }
        }
        messages.each_ref().map(|message| sha256::hash_of(&message.state))
    }

    #[inline]
    fn end(&mut self, mut len: usize) {
        if len + 1 + LEN_BYTES > BLOCKS * BLOCK {
            len = self.hash_whole_blocks(len);
        }
        self.count = (len + 1 + LEN_BYTES).div_ceil(BLOCK);
        self.blocks.as_flattened_mut()[len] = END_OF_MESSAGE;
        let bits = 8 * (self.hashed + len) as u64;
        self.blocks[self.count - 1][BLOCK - LEN_BYTES..].copy_from_slice(&bits.to_be_bytes());
    }

    #[cold]
    fn push_long(&mut self, mut len: usize, mut piece: &[u8]) -> usize {
        while !piece.is_empty() {
            len = self.hash_whole_blocks(len);
            let free = &mut self.blocks.as_flattened_mut()[len..];
            let (now, later) = piece.split_at(piece.len().min(free.len()));
            free[..now.len()].copy_from_slice(now);
            len += now.len();
            piece = later;
        }
        len
    }

    #[cold]
    fn hash_whole_blocks(&mut self, len: usize) -> usize {
        let whole = len / BLOCK;
        sha256::compress(&mut self.state, &self.blocks[..whole]);
        self.hashed += whole * BLOCK;
        let rest = self.blocks.get(whole).copied().unwrap_or([0; BLOCK]);
        self.blocks = [[0; BLOCK]; BLOCKS];
        self.blocks[0] = rest;
        len - whole * BLOCK
    }
}

/// Takes the pieces of a message.
///
/// The message does not hold how many bytes of its blocks are used, so that the compiler keeps this count in a register.
pub(crate) struct Pieces<'a, const BLOCKS: usize> {
    message: &'a mut Message<BLOCKS>,
    len: usize,
}

impl<const BLOCKS: usize> Pieces<'_, BLOCKS> {
    #[inline]
    pub(crate) fn push(&mut self, piece: &[u8]) {
        match self.message.blocks.as_flattened_mut().get_mut(self.len..self.len + piece.len()) {
            Some(free) => {
                copy_short(piece, free);
                self.len += piece.len();
            }
            None => self.len = self.message.push_long(self.len, piece),
        }
    }
}
