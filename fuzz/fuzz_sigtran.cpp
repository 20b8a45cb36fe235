// M3UA, SUA and RUA messages one after another through one transport, down to NAS. What the input
// gives is a whole message, or what stands inside of right ones: so the fuzzer reaches the
// innermost layer without finding lengths of its own. Asks for sense: at most one message; a proof
// of presence only with a cell; every message counted once, every piece accounted for; work
// bounded; a twin that gets the same says the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "decode/bssap.hpp"
#include "decode/byte_cursor.hpp"
#include "decode/ranap.hpp"
#include "decode/rua.hpp"
#include "decode/sccp.hpp"
#include "decode/sigtran_transport.hpp"
#include "fuzz/allocation.hpp"
#include "simulate/bssap_builder.hpp"
#include "simulate/ranap_builder.hpp"
#include "simulate/rua_builder.hpp"
#include "simulate/sigtran_builder.hpp"

using namespace celltally;

namespace {

constexpr std::uint8_t kNodeA[4] = {10, 1, 1, 1};
constexpr std::uint8_t kNodeB[4] = {10, 2, 2, 2};
constexpr SigtranTransport::Limits kLimits{
    .messages_max = 3, .message_octets_max = 64, .lent_max = 2, .age_s_max = 2};

void require(bool holds) {
  if (!holds) std::abort();
}

Octets from(std::span<const std::uint8_t> octets) {
  return {octets.begin(), octets.end()};
}

// What the octets are: a message of M3UA, of SUA, of SCCP, a user's data, or NAS.
Octets dressed(std::uint8_t what, std::span<const std::uint8_t> octets) {
  const bool up = (what & 0x80) != 0;
  const sigtran::Route route{.origin = up ? 1u : 2u, .destination = up ? 2u : 1u};
  const std::uint32_t reference = what >> 4 & 3u;
  const bool more = (what & 0x40) != 0;
  switch (what & 0x0f) {
    case 2: return sigtran::m3ua(route, octets);
    case 3: return sigtran::m3ua(route, sigtran::data_form_1(reference, octets, more));
    case 4:
      return sigtran::m3ua(route, sigtran::connection_request(reference, sigtran::kRanap, octets));
    case 5:
      return sigtran::m3ua(route, sigtran::connection_request(reference, sigtran::kBssap, octets));
    case 6: {
      const sigtran::Segment segment{
          .first = more, .left = static_cast<std::uint8_t>(reference), .reference = 1};
      return sigtran::m3ua(route, sigtran::extended_unitdata(sigtran::kRanap, octets, segment));
    }
    case 7: {
      const auto nas = octets.first(octets.size() < 200 ? octets.size() : 200);
      return sigtran::m3ua(
          route, sigtran::connection_request(reference, sigtran::kBssap,
                                             bssap::complete_layer_3("cgi:001-01-0101-0202", nas)));
    }
    case 8: {
      const auto nas = octets.first(octets.size() < 200 ? octets.size() : 200);
      return sigtran::m3ua(
          route, sigtran::data_form_1(reference,
                                      ranap::direct_transfer({ranap::sai("sai:001-01-0303-0404"),
                                                              ranap::lai("lai:001-01-0303"),
                                                              ranap::rac(6), ranap::nas(nas)})));
    }
    case 9: {
      const auto body = octets.first(octets.size() < 200 ? octets.size() : 200);
      const std::uint8_t type = body.empty() ? std::uint8_t{0} : body[0];
      const Octets rest = body.empty() ? Octets{} : from(body.subspan(1));
      return sigtran::m3ua(route, sigtran::data_form_1(reference, bssap::bssmap(type, {rest})));
    }
    case 10: return sigtran::sua_data(reference, octets, more);
    case 11: return rua::message(static_cast<std::uint8_t>(1 + reference), 7, more, octets);
    default: return from(octets);
  }
}

// Reads copies in memory of just their size, one message after another.
class Tap {
 public:
  std::optional<bool> read(std::uint8_t what, const Octets& octets, bool cut, std::uint8_t time) {
    at_.ns += (time - 64) * 10'000'000LL;  // now and then backwards
    octets_ = octets;
    octets_.shrink_to_fit();
    Datagram datagram;
    datagram.source = IpAddress::of(kNodeA);
    datagram.destination = IpAddress::of(kNodeB);
    datagram.destination_port = 29169;
    datagram.payload = octets_;
    datagram.cut = cut;
    burst_->clear();
    transport.begin_packet(at_);
    const auto result = without_allocation([&] { return decode(what & 0x0f, datagram); });
    require(burst_->size() == (result == true ? 1u : 0u));
    require(octets_ == octets);
    if (result == true) require_sense(burst_->messages()[0]);
    require_conservation();
    return result;
  }

  SigtranTransport transport{kLimits};
  std::uint64_t checksum = 0;

 private:
  std::optional<bool> decode(int what, const Datagram& datagram) {
    if (what == 11 || what == 12) return decode_rua(datagram, *burst_);
    ++messages_;
    const bool sua = what == 1 || what == 10;
    return sua ? transport.decode_sua(datagram, *burst_) : transport.decode_m3ua(datagram, *burst_);
  }

  static MessageBurst& room() {
    static const auto burst = std::make_unique<MessageBurst>();
    return *burst;
  }

  void require_sense(const SignallingMessage& message) {
    switch (message.protocol) {
      case Protocol::ranap: require(!ranap_message_name(message.type).empty()); break;
      case Protocol::bssap: require(!bssap_message_name(message.type).empty()); break;
      case Protocol::sccp: require(!sccp_message_name(message.type).empty()); break;
      default: require(false);
    }
    require(message.comes_once);
    require(message.imsi.present() == message.home.known());
    require(!message.cell.known() || is_cell(message.cell.kind()));
    require(!message.area.known() || !is_cell(message.area.kind()));
    require(message.presence == Presence::none || message.kind != EventKind::none);
    require(message.presence != Presence::exact || message.cell.known());
    require((message.kind == EventKind::detach) == (message.presence == Presence::leaves));
    require(burst_->temporary_ids(message).size() <= 5);
    checksum = checksum * 31 + message.cell.key() + message.area.key() + message.type +
               message.cause.value + static_cast<std::uint64_t>(message.kind) +
               message.temporary_count;
  }

  void require_conservation() const {
    const auto& all = transport.counters();
    require(all.messages + all.management + all.other_user + all.held + all.refused == messages_);
    const auto& held = transport.segments().counters();
    require(held.begun ==
            held.joined + held.expired + held.evicted + held.refused + transport.segments().held());
    require(transport.segments().held() <= 3);
    require(transport.segments().steps() <= messages_ * 100);
  }

  Octets octets_;
  MessageBurst* burst_ = &room();  // of all taps: clearing a new one for each input is slow
  Timestamp at_ = Timestamp::from_seconds(1'700'000'000);
  std::uint64_t messages_ = 0;
};

}  // namespace

// Messages: what, time, flags (1: cut), length 2, then that many octets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  with_allocation_fault({data, size}, [] { SigtranTransport{kLimits}; });
  static const auto tap_memory = std::make_unique<std::optional<Tap>>();
  static const auto twin_memory = std::make_unique<std::optional<Tap>>();
  Tap& tap = tap_memory->emplace();
  Tap& twin = twin_memory->emplace();
  ByteCursor in{{data, size}};
  for (int count = 0; !in.empty() && count < 32; ++count) {
    const std::uint8_t what = in.u8();
    const std::uint8_t time = in.u8();
    const bool cut = (in.u8() & 1) != 0;
    const std::size_t length = in.u16();
    const Octets octets = dressed(what, in.bytes(length < in.size() ? length : in.size()));
    require(tap.read(what, octets, cut, time) == twin.read(what, octets, cut, time));
  }
  require(tap.checksum == twin.checksum);
  return 0;
}
