// Linked into the tests of decode/, this writes what they give to the decoders as seeds of the fuzz
// targets, each in the layout that its target reads, to $CELLTALLY_SEEDS/<target>/. The linker puts
// the functions here in place of the decoders (--wrap). See `./dev fuzz-seeds`.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "decode/decoder.hpp"
#include "decode/frame.hpp"
#include "decode/message_burst.hpp"
#include "decode/sctp_transport.hpp"
#include "decode/sigtran_transport.hpp"
#include "decode/tcp_transport.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/octets.hpp"
#include "simulate/sctp_builder.hpp"
#include "simulate/tcp_builder.hpp"

namespace {

using namespace celltally;

constexpr std::size_t kSeedOctetsMax = 4096;
constexpr std::uint8_t kSameTime = 64;

// A name that follows from the octets: what comes again is one file.
std::string name_of(const Octets& seed) {
  const std::string_view text{reinterpret_cast<const char*>(seed.data()), seed.size()};
  char name[17];
  std::snprintf(name, sizeof name, "%016zx", std::hash<std::string_view>{}(text));
  return name;
}

// A test of random messages gives no more than one of chosen ones.
bool enough_of_this_test(const std::string& what, int max) {
  static std::map<std::pair<std::string, const void*>, int> counts;
  const void* const test = ::testing::UnitTest::GetInstance()->current_test_info();
  return test != nullptr && ++counts[{what, test}] > max;
}

void save(const std::string& target, const Octets& seed) {
  const char* const folder = std::getenv("CELLTALLY_SEEDS");
  if (folder == nullptr || seed.empty() || seed.size() > kSeedOctetsMax) return;
  if (enough_of_this_test(target, 200)) return;
  const auto path = std::filesystem::path{folder} / target;
  std::filesystem::create_directories(path);
  std::ofstream{path / name_of(seed), std::ios::binary}.write(
      reinterpret_cast<const char*>(seed.data()), static_cast<std::streamsize>(seed.size()));
}

Octets join(std::initializer_list<std::span<const std::uint8_t>> parts) {
  Octets all;
  for (const auto part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Octets number(std::size_t value, int octets) {
  Octets all;
  while (octets-- != 0) all.push_back(static_cast<std::uint8_t>(value >> 8 * octets));
  return all;
}

// What one transport was given makes one seed. A test's transports come and go in the same places
// of memory: who has seen nothing yet is a new one.
class Streams {
 public:
  Streams(std::string target, Octets head) : target_(std::move(target)), head_(std::move(head)) {}
  ~Streams() {
    for (const auto& [who, seed] : seeds_) save(target_, seed);
  }
  void add(const void* who, bool is_new, const Octets& part) {
    Octets& seed = seeds_[who];
    if (is_new || seed.size() + part.size() > kSeedOctetsMax) {
      save(target_, seed);
      seed.clear();
    }
    if (seed.empty()) seed = head_;
    seed.insert(seed.end(), part.begin(), part.end());
  }

 private:
  std::string target_;
  Octets head_;
  std::map<const void*, Octets> seeds_;
};

void save_sigtran(const void* who, bool is_new, std::uint8_t what, const Datagram& message) {
  static Streams streams{"sigtran", {}};
  const Octets head{what, kSameTime, message.cut ? std::uint8_t{1} : std::uint8_t{0}};
  streams.add(who, is_new, join({head, number(message.payload.size(), 2), message.payload}));
}

void save_packet(const void* who, bool is_new, const Packet& packet) {
  static Streams streams{"decoder", {}};
  const std::size_t octets = packet.bytes.size();
  const std::size_t beyond = packet.wire_length > octets ? packet.wire_length - octets : 0;
  const Octets head{static_cast<std::uint8_t>(packet.link),
                    static_cast<std::uint8_t>(std::min<std::size_t>(beyond, 255))};
  save("frame", join({head, packet.bytes}));
  streams.add(who, is_new, join({head, number(octets, 2), packet.bytes}));
}

// The same message as a whole frame.
const NodeAddress& client() {
  static const NodeAddress address = node("10.1.1.1");
  return address;
}
const NodeAddress& server() {
  static const NodeAddress address = node("10.2.2.2");
  return address;
}
void save_frame(const Octets& frame) {
  if (enough_of_this_test("frame around a message", 1)) return;
  const Octets head{static_cast<std::uint8_t>(LinkType::ethernet), 0};
  save("decoder", join({head, number(frame.size(), 2), frame}));
}
void save_on_udp(std::uint16_t port, const Datagram& message) {
  save_frame(udp_frame({client(), server(), 40000, port}, message.payload));
}
void save_on_tcp(std::uint16_t port, const Datagram& message) {
  const Octets segment = tcp::segment({.destination_port = port}, message.payload);
  save_frame(ethernet(tcp_packet(client(), server(), segment)));
}
void save_on_sctp(std::uint32_t ppid, const Datagram& message) {
  const Octets packet = sctp::packet({}, {sctp::data({.ppid = ppid}, message.payload)});
  save_frame(ethernet(sctp_packet(client(), server(), packet)));
}

void save_s1ap(const Datagram& pdu) {
  constexpr std::uint16_t kMmePort = 36412;
  const bool from_mme = pdu.source_port == kMmePort;
  const bool to_mme = pdu.destination_port == kMmePort;
  const int how = (from_mme ? 1 : 0) | (from_mme && to_mme ? 2 : 0) | (pdu.cut ? 4 : 0);
  save("s1ap", join({Octets{static_cast<std::uint8_t>(how)}, pdu.payload}));
}

}  // namespace

#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"

// Puts __wrap_NAME in place of the decoder NAME, which is __real_NAME then.
#define CATCH(result, name, what)                                       \
  extern "C" result __real_##name(const Datagram&, MessageBurst&);      \
  extern "C" result __wrap_##name(const Datagram& m, MessageBurst& b) { \
    what;                                                               \
    return __real_##name(m, b);                                         \
  }
#define CATCH_PLAIN(result, name, target, frame) \
  CATCH(result, name, save(target, join({m.payload})); frame)

CATCH_PLAIN(PacketOutcome, _ZN9celltally12decode_gtpv1ERKNS_8DatagramERNS_12MessageBurstE, "gtpv1",
            save_on_udp(2123, m))
CATCH_PLAIN(PacketOutcome, _ZN9celltally12decode_gtpv2ERKNS_8DatagramERNS_12MessageBurstE, "gtpv2",
            save_on_udp(2123, m))
CATCH_PLAIN(bool, _ZN9celltally11decode_pfcpERKNS_8DatagramERNS_12MessageBurstE, "pfcp",
            save_on_udp(8805, m))
CATCH_PLAIN(bool, _ZN9celltally15decode_diameterERKNS_8DatagramERNS_12MessageBurstE, "diameter",
            save_on_tcp(3868, m);
            save_on_sctp(46, m))
CATCH_PLAIN(bool, _ZN9celltally13decode_radiusERKNS_8DatagramERNS_12MessageBurstE, "radius",
            save_on_udp(1813, m))
CATCH_PLAIN(bool, _ZN9celltally12decode_sgsapERKNS_8DatagramERNS_12MessageBurstE, "sgsap",
            save_on_sctp(0, m))
CATCH_PLAIN(bool, _ZN9celltally10decode_sipERKNS_8DatagramERNS_12MessageBurstE, "sip",
            save_on_udp(5060, m);
            save_on_tcp(5060, m))
CATCH_PLAIN(bool, _ZN9celltally11decode_ngapERKNS_8DatagramERNS_12MessageBurstE, "ngap",
            save_on_sctp(60, m))
CATCH(bool, _ZN9celltally11decode_s1apERKNS_8DatagramERNS_12MessageBurstE, save_s1ap(m);
      save_on_sctp(18, m))
CATCH(std::optional<bool>, _ZN9celltally12decode_bssgpERKNS_8DatagramERNS_12MessageBurstE,
      save("bssgp", join({Octets{m.cut ? std::uint8_t{1} : std::uint8_t{0}}, m.payload}));
      save_on_udp(23000, m))
CATCH(std::optional<bool>, _ZN9celltally10decode_ruaERKNS_8DatagramERNS_12MessageBurstE,
      save_sigtran(nullptr, true, 12, m);
      save_on_sctp(19, m))

#define CATCH_SIGTRAN(name, what)                                                                  \
  extern "C" std::optional<bool> __real_##name(SigtranTransport*, const Datagram&, MessageBurst&); \
  extern "C" std::optional<bool> __wrap_##name(SigtranTransport* self, const Datagram& m,          \
                                               MessageBurst& b) {                                  \
    const auto& c = self->counters();                                                              \
    const bool any = (c.messages | c.management | c.other_user | c.held | c.refused) != 0;         \
    save_sigtran(self, !any, what, m);                                                             \
    save_on_sctp((what) == 0 ? 3 : 4, m);                                                          \
    return __real_##name(self, m, b);                                                              \
  }

CATCH_SIGTRAN(_ZN9celltally16SigtranTransport11decode_m3uaERKNS_8DatagramERNS_12MessageBurstE, 0)
CATCH_SIGTRAN(_ZN9celltally16SigtranTransport10decode_suaERKNS_8DatagramERNS_12MessageBurstE, 1)

extern "C" {

// read() is inline, and leaves the header of 12 octets before `chunks` to this one.
PacketOutcome
__real__ZN9celltally13SctpTransport11read_chunksESt4spanIhLm18446744073709551615EEbNS_9TimestampE(
    SctpTransport*, std::span<std::uint8_t>, bool, Timestamp);
PacketOutcome
__wrap__ZN9celltally13SctpTransport11read_chunksESt4spanIhLm18446744073709551615EEbNS_9TimestampE(
    SctpTransport* self, std::span<std::uint8_t> chunks, bool packet_cut, Timestamp at) {
  constexpr std::size_t kHeader = 12;
  static Streams streams{"sctp", {0}};
  const std::size_t size = chunks.size() + kHeader;
  const std::span octets{chunks.data() - kHeader, std::min<std::size_t>(size, 255)};
  const bool cut = packet_cut || octets.size() < size;
  const Octets head{kSameTime, cut ? std::uint8_t{1} : std::uint8_t{0},
                    static_cast<std::uint8_t>(octets.size())};
  streams.add(self, self->counters().chunks == 0, join({head, octets}));
  return __real__ZN9celltally13SctpTransport11read_chunksESt4spanIhLm18446744073709551615EEbNS_9TimestampE(
      self, chunks, packet_cut, at);
}

PacketOutcome __real__ZN9celltally12TcpTransport4readERKNS_8IpPacketENS_9TimestampE(TcpTransport*,
                                                                                    const IpPacket&,
                                                                                    Timestamp);
PacketOutcome __wrap__ZN9celltally12TcpTransport4readERKNS_8IpPacketENS_9TimestampE(
    TcpTransport* self, const IpPacket& ip, Timestamp at) {
  static Streams streams{"tcp", {0}};
  const auto octets = ip.payload.first(std::min<std::size_t>(ip.payload.size(), 255));
  const std::size_t missing = ip.missing + ip.payload.size() - octets.size();
  const Octets head{32,
                    0xff,
                    static_cast<std::uint8_t>(std::min<std::size_t>(missing, 255)),
                    0,
                    0,
                    0,
                    static_cast<std::uint8_t>(octets.size())};
  streams.add(self, self->counters().segments == 0, join({head, octets}));
  return __real__ZN9celltally12TcpTransport4readERKNS_8IpPacketENS_9TimestampE(self, ip, at);
}

PacketOutcome __real__ZN9celltally7Decoder6decodeERKNS_6PacketERNS_12MessageBurstE(Decoder*,
                                                                                   const Packet&,
                                                                                   MessageBurst&);
PacketOutcome __wrap__ZN9celltally7Decoder6decodeERKNS_6PacketERNS_12MessageBurstE(
    Decoder* self, const Packet& packet, MessageBurst& burst) {
  std::uint64_t packets = 0;
  for (const std::uint64_t each : self->counters().packets) packets += each;
  save_packet(self, packets == 0, packet);
  return __real__ZN9celltally7Decoder6decodeERKNS_6PacketERNS_12MessageBurstE(self, packet, burst);
}

PacketOutcome __real__ZN9celltally11FrameReader8read_anyERKNS_6PacketERNS_8DatagramE(FrameReader*,
                                                                                     const Packet&,
                                                                                     Datagram&);
PacketOutcome __wrap__ZN9celltally11FrameReader8read_anyERKNS_6PacketERNS_8DatagramE(
    FrameReader* self, const Packet& packet, Datagram& datagram) {
  save_packet(self, self->reassembly().begun == 0, packet);
  return __real__ZN9celltally11FrameReader8read_anyERKNS_6PacketERNS_8DatagramE(self, packet,
                                                                                datagram);
}

}  // extern "C"
