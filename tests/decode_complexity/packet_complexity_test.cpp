// The worst packets, one and many, through the whole decoder with all its tables at their usual
// size: as much work as there are octets, also where the tables are full.
#include <algorithm>

#include "decode/decoder.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/sctp_builder.hpp"
#include "simulate/tcp_builder.hpp"
#include "tests/decode/layers.hpp"
#include "tests/decode_complexity/work_of_messages.hpp"

namespace celltally {
namespace {

// For a packet; its octets may be few.
constexpr double kBlocksPerPacketMax = 2000;

// What a decoder does for packets that all come in one second.
class Tap {
 public:
  void read(Octets bytes, LinkType link = LinkType::ethernet) {
    burst_->clear();
    Packet packet = layers::packet_of(bytes, link);
    packet.at = Timestamp::from_seconds(1'700'000'000);
    const std::uint64_t before = executed_blocks();
    decoder_.decode(packet, *burst_);
    work_.blocks += executed_blocks() - before;
    work_.octets += bytes.size();
    ++packets_;
  }
  void read_sctp(std::span<const Octets> chunks, const sctp::Direction& direction = {}) {
    read(ethernet(sctp_packet(kClient, kServer, sctp::packet(direction, chunks))));
  }
  void read_tcp(std::uint16_t port, std::uint32_t sequence, std::string_view payload) {
    tcp::Header header;
    header.source_port = port;
    header.sequence = sequence;
    read(ethernet(tcp_packet(kClient, kServer, tcp::segment(header, celltally::text(payload)))));
  }

  Work work() const { return work_; }
  std::size_t packets() const { return packets_; }

 private:
  inline static const NodeAddress kClient = node("10.1.1.1");
  inline static const NodeAddress kServer = node("10.2.2.2");
  Decoder decoder_;
  std::unique_ptr<MessageBurst> burst_ = std::make_unique<MessageBurst>();
  Work work_;
  std::size_t packets_ = 0;
};

using Feed = std::function<void(Tap& tap, std::size_t n)>;

void expect_linear_packets(const char* name, std::size_t n, const Feed& feed) {
  SCOPED_TRACE(name);
  double packet_octets = 0;
  const auto work_of = [&](std::size_t count) {
    const auto tap = std::make_unique<Tap>();
    feed(*tap, count);
    packet_octets = static_cast<double>(tap->work().octets) / static_cast<double>(tap->packets());
    return tap->work();
  };
  work_of(1);
  expect_linear(work_of, n, kBlocksPerOctetMax + kBlocksPerPacketMax / packet_octets);
}

TEST(Complexity, LayersOfOnePacketAreLinear) {
  const auto frame = [](std::uint16_t type, const Octets& payload) {
    return layers::ethernet_frame(type, payload);
  };
  const auto repeat = [&](const Octets& unit) {
    return [=](std::size_t n) { return repeated(unit, n); };
  };
  const auto one = [&](const char* name, std::size_t n, std::uint16_t type, const auto& make) {
    expect_linear_packets(name, n,
                          [&](Tap& tap, std::size_t count) { tap.read(frame(type, make(count))); });
  };
  one("VLAN tags", 4000, 0x8100, repeat({0, 1, 0x81, 0}));
  one("MPLS labels", 4000, 0x8847, repeat({0, 0, 0x10, 64}));
  one("IPv6 extension headers", 1900, 0x86dd, [](std::size_t n) {
    return layers::ipv6(0, repeated({0, 0, 0, 0, 0, 0, 0, 0}, n));
  });
  one("IPv6 in IPv6", 390, 0x86dd, [](std::size_t n) {
    Octets packet = layers::udp(1, 2, {});
    for (std::size_t depth = 0; depth < n; ++depth) packet = layers::ipv6(41, packet);
    return packet;
  });
  one("GRE in GRE", 600, 0x0800, [](std::size_t n) {
    Octets packet = layers::signalling_ip();
    for (std::size_t depth = 0; depth < n; ++depth) {
      packet = layers::ipv4({.protocol = 47}, join({{0, 0, 8, 0}, packet}));
    }
    return packet;
  });
  one("options of GENEVE", 15, 0x0800, [](std::size_t n) {
    return layers::ipv4({},
                        layers::udp(1, 6081,
                                    join({{static_cast<std::uint8_t>(n), 0, 0x65, 0x58, 0, 0, 1, 0},
                                          repeated({0, 0, 0, 0}, n)})));
  });
}

TEST(Complexity, ChunksOfSctpAreLinear) {
  const auto packet_of = [](const char* name, std::size_t n, const auto& chunk) {
    expect_linear_packets(name, n, [&](Tap& tap, std::size_t count) {
      std::vector<Octets> chunks;
      for (std::uint32_t i = 0; i < count; ++i) chunks.push_back(chunk(i));
      tap.read_sctp(chunks);
    });
  };
  packet_of("unknown chunks", 3900, [](std::uint32_t) { return sctp::chunk(0x3f, 0, {}); });
  packet_of("tiny messages", 780,
            [](std::uint32_t i) { return sctp::data({.tsn = i + 1}, Octets{1}); });
  packet_of("one message again and again", 780,
            [](std::uint32_t) { return sctp::data({}, Octets{1}); });
  packet_of("fragments of different messages", 780, [](std::uint32_t i) {
    return sctp::data({.tsn = 2 * i + 1, .number = i, .last = false}, Octets{1});
  });
  packet_of("fragments of one message, backwards", 780, [](std::uint32_t i) {
    return sctp::data({.tsn = 100'000 - i, .first = false, .last = false}, Octets{1});
  });
  packet_of("beginnings of associations", 780,
            [](std::uint32_t i) { return sctp::init(i + 1, i); });
}

TEST(Complexity, ManyPacketsOfSctpAreLinear) {
  expect_linear_packets("directions, more than there is room for", 5000,
                        [](Tap& tap, std::size_t n) {
                          for (std::uint32_t i = 0; i < n; ++i) {
                            const Octets chunks[] = {sctp::data({.tsn = i}, Octets{1})};
                            tap.read_sctp(chunks, {.tag = i + 1});
                          }
                        });
  expect_linear_packets("fragments that never meet", 1000, [](Tap& tap, std::size_t n) {
    for (std::uint32_t i = 0; i < n; ++i) {
      const Octets chunks[] = {
          sctp::data({.tsn = 2 * i + 1, .number = i, .last = false}, Octets{1})};
      tap.read_sctp(chunks);
    }
  });
  expect_linear_packets("fragments of many directions", 1000, [](Tap& tap, std::size_t n) {
    for (std::uint32_t i = 0; i < n; ++i) {
      const Octets chunks[] = {sctp::data({.tsn = 1, .first = false, .last = false}, Octets{1})};
      tap.read_sctp(chunks, {.tag = i + 1});
    }
  });
  expect_linear_packets("one message, backwards", 1000, [](Tap& tap, std::size_t n) {
    for (std::uint32_t i = 0; i < n; ++i) {
      const Octets chunks[] = {
          sctp::data({.tsn = 1'000'000 - i, .first = false, .last = false}, Octets{1})};
      tap.read_sctp(chunks);
    }
  });
}

TEST(Complexity, FragmentsOfIpAreLinear) {
  const auto fragment = [](std::uint16_t id, std::uint16_t where, std::uint8_t sender = 1) {
    return layers::ethernet_frame(0x0800,
                                  layers::ipv4({.id = id, .fragment = where, .sender = sender},
                                               layers::udp(2123, 2123, {}, 1000)));
  };
  constexpr std::uint16_t kMore = 0x2000;
  const auto feed = [&](const char* name, std::size_t n, const auto& make) {
    expect_linear_packets(name, n, [&](Tap& tap, std::size_t count) {
      for (std::size_t i = 0; i < count; ++i) tap.read(make(i));
    });
  };
  const auto u16 = [](std::size_t value) { return static_cast<std::uint16_t>(value); };
  feed("of one datagram, in order", 500,
       [&](std::size_t i) { return fragment(1, u16(kMore | i % 2000)); });
  feed("of one datagram, backwards", 500,
       [&](std::size_t i) { return fragment(1, u16(kMore | (2000 - i % 2000))); });
  feed("with holes", 500, [&](std::size_t i) { return fragment(1, u16(kMore | i * 2 % 2000)); });
  feed("first ones", 5000, [&](std::size_t i) { return fragment(u16(i), kMore); });
  feed("later ones", 5000, [&](std::size_t i) { return fragment(u16(i), kMore | 1); });
  feed("of as many datagrams as there is room for", 8192,
       [&](std::size_t i) { return fragment(u16(i % 256), u16(kMore | i / 256 * 2)); });
  feed("of datagrams that nobody reads", 5000, [&](std::size_t i) {
    return layers::ethernet_frame(
        0x0800, layers::ipv4({.id = u16(i), .fragment = kMore}, layers::udp(80, 80, {}, 1000)));
  });
}

TEST(Complexity, SegmentsOfTcpAreLinear) {
  constexpr std::string_view kHead = "MESSAGE tel:1 SIP/2.0\r\n";
  const auto port = [](std::size_t i) { return static_cast<std::uint16_t>(10'000 + i % 40'000); };
  const auto u32 = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
  expect_linear_packets("a header, octet by octet", 2000, [&](Tap& tap, std::size_t n) {
    tap.read_tcp(40000, 1, kHead);
    for (std::size_t i = 0; i < n; ++i) tap.read_tcp(40000, u32(1 + kHead.size() + i), "a");
  });
  expect_linear_packets("every other octet", 2000, [&](Tap& tap, std::size_t n) {
    tap.read_tcp(40000, 1, kHead);
    for (std::size_t i = 0; i < n; ++i) tap.read_tcp(40000, u32(2 + kHead.size() + 2 * i), "a");
  });
  expect_linear_packets("backwards", 2000, [&](Tap& tap, std::size_t n) {
    tap.read_tcp(40000, 1, kHead);
    for (std::size_t i = 0; i < n; ++i) tap.read_tcp(40000, u32(100'000 - i), "a");
  });
  expect_linear_packets("connections that wait", 5000, [&](Tap& tap, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) tap.read_tcp(port(i), u32(i), kHead);
  });
  expect_linear_packets("connections that wait, in turns", 500, [&](Tap& tap, std::size_t n) {
    for (std::size_t i = 0; i < n * 64; ++i) {
      tap.read_tcp(port(i % 64), u32(i / 64), i < 64 ? kHead : "a");
    }
  });
  expect_linear_packets("line ends in one segment", 15000, [&](Tap& tap, std::size_t n) {
    tap.read_tcp(40000, 1, std::string(n, '\n'));
  });
  expect_linear_packets("beginnings of messages in one segment", 2700,
                        [&](Tap& tap, std::size_t n) {
                          std::string payload;
                          for (std::size_t i = 0; i < n; ++i) payload += "ACK a\n";
                          tap.read_tcp(40000, 1, payload);
                        });
  expect_linear_packets("lines in one segment", 2300, [&](Tap& tap, std::size_t n) {
    std::string payload;
    for (std::size_t i = 0; i < n; ++i) payload += "lACK a\n";
    tap.read_tcp(40000, 1, payload);
  });
}

}  // namespace
}  // namespace celltally
