#include "ship/gzip.hpp"

#define ZLIB_CONST  // what is compressed is only read
#include <zlib.h>

#include <cassert>

namespace celltally {

namespace {

// A window of 2^15, and 16 asks zlib for gzip's frame around it.
constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;

}  // namespace

std::string gzip(std::string_view text) {
  z_stream stream{};
  [[maybe_unused]] int result = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                             kGzipWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY);
  assert(result == Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(text.data());  // NOLINT: zlib's octets
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());  // NOLINT
  stream.avail_out = static_cast<uInt>(out.size());
  result = deflate(&stream, Z_FINISH);
  assert(result == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace celltally
