#include "decode/sctp_chunk.hpp"

#include <algorithm>

#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

constexpr std::size_t kChunkHeader = 4;

}  // namespace

// The length counts the header, but not the padding to a multiple of four (RFC 9260 3.2), which
// some leave out behind the last chunk.
bool take_sctp_chunk(std::span<std::uint8_t>& rest, bool cut, SctpChunk& chunk) noexcept {
  ByteCursor cursor{rest};
  chunk.type = cursor.u8();
  chunk.flags = cursor.u8();
  const std::size_t length = cursor.u16();
  chunk.cut = length > rest.size();
  if (!cursor.ok() || length < kChunkHeader || (chunk.cut && !cut)) return false;
  chunk.value = rest.first(std::min(length, rest.size())).subspan(kChunkHeader);
  rest = rest.subspan(std::min((length + 3) & ~std::size_t{3}, rest.size()));
  return true;
}

// DATA: TSN 32, stream 16, SSN 16, PPID 32. I-DATA: TSN 32, stream 16, reserved 16, MID 32, and
// the PPID in the first fragment, whose FSN is 0, the FSN in all others.
bool read_sctp_data(const SctpChunk& chunk, SctpData& data) noexcept {
  constexpr std::uint8_t kLast = 1;
  constexpr std::uint8_t kFirst = 2;
  constexpr std::uint8_t kUnordered = 4;
  data.first = (chunk.flags & kFirst) != 0;
  data.last = (chunk.flags & kLast) != 0;
  data.unordered = (chunk.flags & kUnordered) != 0;
  data.interleaved = chunk.type == sctp_chunk::kIData;
  data.cut = chunk.cut;
  ByteCursor cursor{chunk.value};
  data.tsn = cursor.u32();
  data.stream = cursor.u16();
  data.message = cursor.u16();
  data.sequence = data.tsn;
  if (data.interleaved) data.message = cursor.u32();
  data.ppid = cursor.u32();
  if (data.interleaved) {
    data.sequence = data.first ? 0 : data.ppid;
    if (!data.first) data.ppid = 0;
  } else if (data.unordered) {
    data.message = 0;
  }
  data.payload = chunk.value.last(cursor.size());
  return cursor.ok() && !data.payload.empty();
}

}  // namespace celltally
