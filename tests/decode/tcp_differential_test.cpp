// A stream that is cut anywhere, in any order, with copies and overlaps, gives the messages that
// were put into it, each once and in order.

#include <gtest/gtest.h>

#include <algorithm>

#include "simulate/split_mix.hpp"
#include "tests/decode/tcp_tap.hpp"

namespace celltally {
namespace {

struct Stream {
  std::vector<std::string> messages;
  std::string octets;
};

Stream made_stream(SplitMix& random, bool sip) {
  Stream stream;
  for (int i = 0; i < 60; ++i) {
    const auto letter = static_cast<char>('a' + random.below(26));
    stream.messages.push_back(sip ? sip_text(std::string(60 + random.below(900), letter))
                                  : diameter_text(60 + 4 * random.below(400), letter));
    stream.octets += stream.messages.back();
    if (sip && random.below(4) == 0) stream.octets += "\r\n\r\n";
  }
  return stream;
}

struct Piece {
  std::size_t from;
  std::string octets;
  std::uint64_t turn;
};

// Of nearly equal turns the order is chance.
std::vector<Piece> in_pieces(SplitMix& random, const std::string& octets, std::uint32_t size_max) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < octets.size();) {
    const std::size_t size = 1 + random.below(size_max);
    const std::size_t begin = at - std::min<std::size_t>(at, random.below(3) * random.below(50));
    const std::uint64_t turn = pieces.size() * 2;
    pieces.push_back({begin, octets.substr(begin, at - begin + size), turn + random.below(12)});
    if (random.below(5) == 0) {
      Piece copy = pieces.back();
      copy.turn = turn + random.below(40);
      pieces.push_back(std::move(copy));
    }
    at += size;
  }
  std::ranges::stable_sort(pieces, {}, &Piece::turn);
  return pieces;
}

void expect_all_messages(std::uint64_t seed, bool sip, std::uint32_t size_max) {
  SplitMix random{seed};
  const Stream stream = made_stream(random, sip);
  TcpTap tap;
  tap.ends.destination_port = sip ? 5060 : 3868;
  tap.isn = static_cast<std::uint32_t>(random.next());
  tap.syn();
  for (const Piece& piece : in_pieces(random, stream.octets, size_max)) {
    tap.data(piece.from, piece.octets);
    tap.at.ns += static_cast<std::int64_t>(random.below(1'000'000));
  }
  EXPECT_TRUE(tap.got == stream.messages) << "seed " << seed;
  EXPECT_EQ(tap.tcp.counters().refused, 0u);
}

TEST(TcpDifferential, AnyCutOrderAndCopiesGiveTheSameMessages) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    expect_all_messages(seed, seed % 2 == 0, 1460);
    expect_all_messages(seed, seed % 2 == 0, 9000);
    expect_all_messages(seed, seed % 2 == 0, 100);
  }
}

}  // namespace
}  // namespace celltally
