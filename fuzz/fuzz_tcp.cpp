// Segments for the TCP transport. Any bytes: nothing is counted twice or not at all, and the same
// gives the same. A made-up sender: what comes is what a slow, obvious reassembler finds whole.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "decode/tcp_transport.hpp"
#include "fuzz/allocation.hpp"
#include "simulate/tcp_builder.hpp"

using namespace celltally;

namespace {

constexpr std::uint8_t kClient[4] = {10, 1, 1, 1};
constexpr std::uint8_t kServer[4] = {10, 2, 2, 2};
constexpr TcpTransport::Limits kLimits{.directions_max = 3,
                                       .backlog = {.streams_max = 2, .octets_max = 4096}};

void require(bool holds) {
  if (!holds) std::abort();
}

// Reads copies in memory of just their size, one packet after another.
class Tap {
 public:
  PacketOutcome read(std::span<const std::uint8_t> octets, std::uint32_t missing, bool cut,
                     std::int64_t later_ns) {
    at_.ns += later_ns;
    packet_.assign(octets.begin(), octets.end());
    packet_.shrink_to_fit();
    IpPacket ip;
    ip.source = IpAddress::of(kClient);
    ip.destination = IpAddress::of(kServer);
    ip.payload = packet_;
    ip.protocol = ip_protocol::kTcp;
    ip.missing = missing;
    ip.cut = cut || missing != 0;
    const PacketOutcome outcome = without_allocation([&] { return tcp.read(ip, at_); });
    require((outcome == PacketOutcome::tcp_signalling) == !tcp.messages().empty());
    require_conservation();
    octets_ += octets.size() + 64;
    require(tcp.steps() <= 64 * octets_ + 20'000);
    for (const TcpMessage& message : tcp.messages()) {
      require(!message.payload.empty() && message.protocol != TcpProtocol::none);
      got.emplace_back(message.payload.begin(), message.payload.end());
    }
    return outcome;
  }

  TcpTransport tcp{kLimits};
  std::vector<std::string> got;

 private:
  void require_conservation() const {
    const auto& c = tcp.counters();
    require(c.segments == c.control + c.taken + c.copies + c.refused + c.damaged);
    require(c.octets == c.message_octets + c.passed_octets + c.given_up_octets + tcp.octets_held());
    require(c.waits ==
            c.finished + c.expired + c.evicted + c.forgotten + c.overrun + tcp.streams_waiting());
    require(c.directions_begun == c.directions_evicted + tcp.directions());
    require(tcp.directions() <= 3 && tcp.streams_waiting() <= 2);
  }

  Octets packet_;
  Timestamp at_ = Timestamp::from_seconds(1'700'000'000);
  std::uint64_t octets_ = 0;
};

// Time, cut, missing, flags, port, sequence 2, length, then that many octets of payload; now and
// then the octets are the segment.
void read_anything(ByteCursor in) {
  Tap tap;
  Tap twin;
  constexpr std::uint16_t kPorts[] = {5060, 3868, 5060, 80};
  while (!in.empty()) {
    const std::int64_t later = (std::int64_t{in.u8()} - 32) * 30'000'000;
    const std::uint8_t control = in.u8();
    const std::uint32_t missing = (control & 7) == 7 ? in.u8() : 0;
    tcp::Header header;
    header.flags = (control & 0x38) == 0x38 ? in.u8() : tcp::kAck;
    header.destination_port = kPorts[control >> 6];
    header.source_port = 40000 + (control & 1);
    header.sequence = 0xffffff00 + in.u16();
    const std::size_t length = in.u8();
    const auto octets = in.bytes(std::min(length, in.size()));
    const Octets segment =
        control == 0xff ? Octets(octets.begin(), octets.end()) : tcp::segment(header, octets);
    const bool cut = control != 0xff && (control & 0x0f) == 0x0f;
    require(tap.read(segment, missing, cut, later) == twin.read(segment, missing, cut, later));
    require(tap.got == twin.got);
  }
}

struct Stream {
  std::string octets;
  std::vector<std::size_t> ends;        // of messages
  std::vector<std::size_t> beginnings;  // of messages
  std::vector<bool> free;               // octets that may be anything
};

Stream made_stream(ByteCursor& in, bool sip) {
  Stream stream;
  for (int i = 0; i < 12; ++i) {
    const std::size_t body = in.u8();
    stream.beginnings.push_back(stream.octets.size());
    std::string head;
    if (sip) {
      head = "MESSAGE a SIP/2.0\r\nl:" + std::to_string(body) + "\r\n\r\n";
    } else {
      const std::size_t size = 20 + body * 4;
      head = std::string{'\1', '\0', static_cast<char>(size >> 8), static_cast<char>(size)};
      head += std::string{'\0', '\0', '\1', '\x10'} + std::string(12, '\0');
    }
    stream.octets += head + std::string(sip ? body : body * 4, static_cast<char>('a' + i));
    stream.free.resize(stream.octets.size() - (sip ? body : body * 4), false);
    stream.free.resize(stream.octets.size(), true);
    stream.ends.push_back(stream.octets.size());
    if (sip && body % 4 == 0) stream.octets += "\r\n\r\n";
    stream.free.resize(stream.octets.size(), false);
  }
  return stream;
}

bool is_there(const std::optional<char>& octet) {
  return octet.has_value();
}

// Segments of a stream, in any order, again, overlapping, sometimes with other octets than before:
// each message must come as soon as its last octet has, with the octets that came first.
void read_one_sender(ByteCursor in) {
  const bool sip = (in.u8() & 1) != 0;
  const Stream stream = made_stream(in, sip);
  std::vector<std::optional<char>> seen(stream.octets.size());
  tcp::Header header;
  header.destination_port = sip ? 5060 : 3868;
  constexpr std::uint32_t kFirst = 0xfffffe00;
  Tap tap;
  header.sequence = kFirst - 1;
  header.flags = tcp::kSyn;
  tap.read(tcp::segment(header, {}), 0, false, 0);
  header.flags = tcp::kAck;
  while (in.size() >= 3) {
    const std::uint16_t where = in.u16();
    const std::uint8_t size = in.u8();
    const std::size_t from = (where & 0x7fff) % stream.octets.size();
    std::string part = stream.octets.substr(from, size + 1u);
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (where >= 0x8000 && stream.free[from + i]) part[i] = '~';
      if (!seen[from + i]) seen[from + i] = part[i];
    }
    header.sequence = static_cast<std::uint32_t>(kFirst + from);
    tap.read(tcp::segment(header, Octets(part.begin(), part.end())), 0, false, 0);
    const auto& c = tap.tcp.counters();
    if (c.refused != 0 || c.holes != 0) return;  // more than it keeps: other rules
    const auto whole =
        static_cast<std::size_t>(std::ranges::find_if_not(seen, is_there) - seen.begin());
    std::size_t due = 0;
    while (due < stream.ends.size() && stream.ends[due] <= whole) ++due;
    require(tap.got.size() == due);
  }
  for (std::size_t i = 0; i < tap.got.size(); ++i) {
    require(tap.got[i].size() == stream.ends[i] - stream.beginnings[i]);
    for (std::size_t j = 0; j < tap.got[i].size(); ++j) {
      require(tap.got[i][j] == seen[stream.beginnings[i] + j]);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  with_allocation_fault({data, size}, [] { TcpTransport{kLimits}; });
  ByteCursor in{{data, size}};
  if (in.u8() % 2 == 0) {
    read_anything(in);
  } else {
    read_one_sender(in);
  }
  return 0;
}
