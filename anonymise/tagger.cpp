#include "anonymise/tagger.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <utility>

namespace celltally {
namespace {

using Block = CmacBurst::Block;

// First octets of the blocks that are not permanent identities; those begin with their kind, 1
// to 3.
constexpr std::uint8_t kEndpointIpv4 = 0x10;
constexpr std::uint8_t kEndpointNoAddress = 0x11;
constexpr std::uint8_t kEndpointIpv6 = 0x12;
constexpr std::uint8_t kTransaction = 0x20;
constexpr std::uint8_t kTransactionGtpv1 = 0x21;
constexpr std::uint8_t kTransactionGtpv2 = 0x22;

constexpr std::uint16_t kGtpC = 2123;

constexpr std::size_t kDigitOctets = CmacBurst::kBlockOctets - 1;
constexpr std::size_t kEquipmentDigitOctets = 7;  // TAC and serial number: 14 digits

constexpr std::uint8_t octet(std::uint32_t value, int shift) noexcept {
  return static_cast<std::uint8_t>(value >> shift & 0xff);
}

void put_u32(Block& block, std::size_t at, std::uint32_t value) noexcept {
  block[at] = octet(value, 24);
  block[at + 1] = octet(value, 16);
  block[at + 2] = octet(value, 8);
  block[at + 3] = octet(value, 0);
}

void put_u16(Block& block, std::size_t at, std::uint16_t value) noexcept {
  block[at] = octet(value, 8);
  block[at + 1] = octet(value, 0);
}

// REQUIRES: four octets. Of a known size, unlike put(), so that it is one load and one store.
void put_ipv4(Block& block, std::size_t at, std::span<const std::uint8_t> address) noexcept {
  std::memcpy(&block[at], address.first<4>().data(), 4);
}

// As much of the bytes as fits.
void put(Block& block, std::size_t at, std::span<const std::uint8_t> bytes) noexcept {
  const auto fitting = bytes.first(std::min(bytes.size(), block.size() - at));
  if (!fitting.empty()) std::memcpy(&block[at], fitting.data(), fitting.size());
}

// TS 24.008 10.5.1.4: the digits begin half an octet late.
void put_mobile_identity(Block& block, std::span<const std::uint8_t> octets) noexcept {
  const std::size_t count = std::min(octets.size(), kDigitOctets);
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned next = i + 1 < octets.size() ? octets[i + 1] : 0xfu;
    block[1 + i] = static_cast<std::uint8_t>(octets[i] >> 4 | (next & 0xfu) << 4);
  }
}

void put_ascii(Block& block, std::span<const std::uint8_t> octets) noexcept {
  const std::size_t count = std::min(octets.size(), 2 * kDigitOctets);
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned digit = octets[i] & 0xfu;
    std::uint8_t& pair = block[1 + i / 2];
    pair = static_cast<std::uint8_t>(i % 2 == 0 ? 0xf0u | digit : (pair & 0x0fu) | digit << 4);
  }
}

}  // namespace

Tagger::Tagger(EpochKey key) noexcept : key_(std::move(key)) {}

void Tagger::replace_key(EpochKey key) noexcept {
  key_ = std::move(key);
}

Tagger::PersonSlot Tagger::add(const SubscriberId& identity) noexcept {
  assert(identity.present());
  PersonSlot person;
  person.slot_ = burst_.begin();
  Block& block = burst_.block(person.slot_);
  block.fill(0xff);
  block[0] = static_cast<std::uint8_t>(identity.kind_);
  const std::span octets(identity.octets_, identity.length_);
  switch (identity.coding_) {
    case SubscriberId::Coding::tbcd: put(block, 1, octets); break;
    case SubscriberId::Coding::mobile_identity: put_mobile_identity(block, octets); break;
    case SubscriberId::Coding::ascii: put_ascii(block, octets); break;
  }
  if (identity.kind_ == SubscriberId::Kind::imei) {
    std::fill(block.begin() + 1 + kEquipmentDigitOctets, block.end(), std::uint8_t{0xff});
  }
  return person;
}

Tagger::SessionSlot Tagger::add(const SessionEndpoint& endpoint) noexcept {
  assert(endpoint.present());
  const auto node = node_of(endpoint).bytes();
  auto slot = burst_.begin();
  Block* block = &burst_.block(slot);
  block->fill(0);
  if (node.size() > 4) {
    (*block)[0] = kEndpointIpv6;
    put(*block, 1, node);  // all but the address's last octet
    slot = burst_.next(slot);
    block = &burst_.block(slot);
    block->fill(0);
    put(*block, 0, node.subspan(std::min<std::size_t>(node.size(), kDigitOctets)));
    put_u32(*block, 1, endpoint.teid_);
  } else if (node.size() == 4) {
    (*block)[0] = kEndpointIpv4;
    put_ipv4(*block, 1, node);
    put_u32(*block, 5, endpoint.teid_);
  } else {
    (*block)[0] = kEndpointNoAddress;
    put_u32(*block, 1, endpoint.teid_);
  }
  SessionSlot session;
  session.slot_ = slot;
  return session;
}

Tagger::SessionSlot Tagger::add_transaction(const SessionReferences& session, Protocol protocol,
                                            std::uint8_t type) noexcept {
  const auto source = session.source.bytes();
  const auto destination = session.destination.bytes();
  auto slot = burst_.begin();
  Block& head = burst_.block(slot);
  SessionSlot transaction;
  transaction.slot_ = slot;
  const bool from_gtp_c = session.source_port == kGtpC;
  if (source.size() == 4 && destination.size() == 4 &&
      (from_gtp_c || session.destination_port == kGtpC)) [[likely]] {
    head[0] = protocol == Protocol::gtpv1 ? kTransactionGtpv1 : kTransactionGtpv2;
    put_u32(head, 1, session.sequence);  // of 24 bits: the first octet is the type's
    head[1] = type;
    put_ipv4(head, 5, source);
    put_ipv4(head, 9, destination);
    head[13] = from_gtp_c ? 1 : 0;
    put_u16(head, 14, from_gtp_c ? session.destination_port : session.source_port);
    return transaction;
  }
  head[0] = kTransaction;
  head[1] = static_cast<std::uint8_t>(source.size() / 4 << 4 | destination.size() / 4);
  head[2] = static_cast<std::uint8_t>(protocol);
  head[3] = type;
  put_u32(head, 4, session.sequence);
  put_u32(head, 8, 0);
  put_u16(head, 12, session.source_port);
  put_u16(head, 14, session.destination_port);
  const bool together = source.size() <= 4 && destination.size() <= 4;
  if (session.source.known() || session.destination.known()) {
    slot = burst_.next(slot);
    burst_.block(slot).fill(0);
    put(burst_.block(slot), 0, source);
    if (!together) {
      slot = burst_.next(slot);
      burst_.block(slot).fill(0);
    }
    put(burst_.block(slot), together ? 4 : 0, destination);
  }
  transaction.slot_ = slot;
  return transaction;
}

void Tagger::run() noexcept {
  for (std::size_t pass = 0; pass < CmacBurst::kPasses; ++pass) {
    const auto blocks = burst_.chained(pass, key_.subkey().first<CmacBurst::kBlockOctets>());
    if (!blocks.empty()) key_.encrypt(blocks);
  }
}

std::uint64_t Tagger::value(CmacBurst::Slot slot) const noexcept {
  const Block& mac = burst_.block(slot);
  std::uint64_t number = 0;
  std::memcpy(&number, mac.data(), sizeof(number));
  if constexpr (std::endian::native == std::endian::little) number = __builtin_bswap64(number);
  return number == 0 ? 1 : number;  // zero means "not known"
}

Tag Tagger::tag(PersonSlot slot) const noexcept {
  return {value(slot.slot_)};
}
SessionTag Tagger::tag(SessionSlot slot) const noexcept {
  return {value(slot.slot_)};
}

}  // namespace celltally
