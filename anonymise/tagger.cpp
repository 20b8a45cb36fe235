#include "anonymise/tagger.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace celltally {
namespace {

using Block = CmacBurst::Block;

constexpr std::size_t kDigitOctets = CmacBurst::kBlockOctets - 1;

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

// The digits of MCC and MNC as TS 24.008 10.5.1.13 mixes them, then those of the MSIN: they begin
// half an octet late where the MNC has two digits.
void put_suci(Block& block, std::span<const std::uint8_t> octets) noexcept {
  constexpr std::size_t kMsinAt = 8;
  if (octets.size() <= kMsinAt) return;
  const auto mcc3 = static_cast<std::uint8_t>(octets[2] & 0x0f);
  const auto mnc3 = static_cast<std::uint8_t>(octets[2] >> 4);
  block[1] = octets[1];
  block[2] = static_cast<std::uint8_t>(mcc3 | (octets[3] & 0x0f) << 4);
  block[3] = static_cast<std::uint8_t>(octets[3] >> 4 | mnc3 << 4);
  const auto msin = octets.subspan(kMsinAt);
  if (mnc3 != 0x0f) return put(block, 4, msin);
  const std::size_t count = std::min(msin.size(), kDigitOctets - 3);
  for (std::size_t i = 0; i < count; ++i) {
    block[3 + i] = static_cast<std::uint8_t>((block[3 + i] & 0x0f) | (msin[i] & 0x0f) << 4);
    block[4 + i] = static_cast<std::uint8_t>(0xf0 | msin[i] >> 4);
  }
}

}  // namespace

Tagger::Tagger(EpochKey key) noexcept : key_(std::move(key)) {}

void Tagger::replace_key(EpochKey key) noexcept {
  key_ = std::move(key);
  burst_.forget();
}

Tagger::PersonSlot Tagger::add(const SubscriberId& identity) noexcept {
  assert(identity.present());
  PersonSlot person;
  person.slot_ = burst_.begin();
  lay(identity, burst_.block(person.slot_));
  burst_.finish(person.slot_, subkey());
  return person;
}

// What stands for an identity whatever its coding.
void Tagger::lay(const SubscriberId& identity, Block& block) noexcept {
  block.fill(0xff);
  block[0] = static_cast<std::uint8_t>(identity.kind_);
  const std::span octets(identity.octets_, identity.length_);
  switch (identity.coding_) {
    case SubscriberId::Coding::tbcd: put(block, 1, octets); break;
    case SubscriberId::Coding::mobile_identity: put_mobile_identity(block, octets); break;
    case SubscriberId::Coding::ascii: put_ascii(block, octets); break;
    case SubscriberId::Coding::suci: put_suci(block, octets); break;
  }
}

Tagger::SessionSlot Tagger::add_other(const SessionEndpoint& endpoint) noexcept {
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
  } else {
    (*block)[0] = kEndpointNoAddress;
    put_u32(*block, 1, endpoint.teid_);
  }
  burst_.finish(slot, subkey());
  SessionSlot session;
  session.slot_ = slot;
  return session;
}

// Its octets are zero beyond their length.
Tagger::SessionSlot Tagger::add(const TemporaryId& id) noexcept {
  assert(id.present());
  constexpr std::size_t kInFirst = CmacBurst::kBlockOctets - 2;
  constexpr std::size_t kFirst = 2;  // octet of the identifier: its kind
  const auto octets = std::as_bytes(std::span{&id, 1}).subspan<kFirst>();
  CmacBurst::Halves content;
  std::memcpy(content.data(), octets.data(), sizeof(content));
  SessionSlot session;
  session.slot_ = burst_.begin();
  if (id.length_ > kInFirst) {
    std::memcpy(burst_.block(session.slot_).data(), content.data(), sizeof(content));
    session.slot_ = burst_.next(session.slot_);
    content = {};
    const auto more = octets.subspan<sizeof(content)>();
    std::memcpy(content.data(), more.data(), more.size());
  }
  burst_.finish(session.slot_, content, subkey());
  return session;
}

IpAddress Tagger::node_of(const TemporaryId& id) noexcept {
  constexpr std::size_t kPortAndNumber = 8;  // behind the address, as at_node() writes them
  constexpr std::size_t kDigest = 16;        // before it, as of_text() does
  const std::span octets = std::span{id.octets_}.first(id.length_);
  switch (id.kind_) {
    case TemporaryId::Kind::enb_ue:
    case TemporaryId::Kind::ran_ue:
    case TemporaryId::Kind::mme_ue:
    case TemporaryId::Kind::amf_ue:
      return IpAddress::of(octets.first(octets.size() - kPortAndNumber));
    case TemporaryId::Kind::radius_session: return IpAddress::of(octets.subspan(kDigest));
    default: return {};
  }
}

std::uint16_t Tagger::port_of(const TemporaryId& id) noexcept {
  const std::size_t at = node_of(id).length;
  const bool has_port =
      id.kind_ >= TemporaryId::Kind::enb_ue && id.kind_ <= TemporaryId::Kind::amf_ue;
  if (!has_port) return 0;
  return static_cast<std::uint16_t>(id.octets_[at] << 8 | id.octets_[at + 1]);
}

std::uint64_t Tagger::point_of(const TemporaryId& id) noexcept {
  if (id.kind_ != TemporaryId::Kind::sccp_connection) return 0;
  std::uint64_t scope = 0;  // in front, as in_scope() writes it
  std::memcpy(&scope, id.octets_.data(), sizeof(scope));
  return big_endian(scope);
}

void Tagger::run() noexcept {
  for (std::size_t pass = 0; pass < CmacBurst::kPasses; ++pass) {
    const auto blocks = burst_.chained(pass);
    if (!blocks.empty()) key_.encrypt(blocks);
  }
}

TransactionHash::Secrets Tagger::transaction_secrets() noexcept {
  clear();
  TransactionHash::Secrets secrets;
  std::array<CmacBurst::Slot, secrets.size()> slots;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    slots[i] = burst_.begin();
    burst_.block(slots[i]).fill(0);
    burst_.block(slots[i])[0] = kTransactionSecret;
    burst_.block(slots[i])[1] = static_cast<std::uint8_t>(i);
    burst_.finish(slots[i], subkey());
  }
  run();
  for (std::size_t i = 0; i < slots.size(); ++i) secrets[i] = value(slots[i]);
  burst_.forget();
  return secrets;
}

std::uint64_t Tagger::keyed(std::uint64_t listed_hash) noexcept {
  clear();
  const CmacBurst::Slot slot = burst_.begin();
  burst_.finish(slot,
                {big_endian(std::uint64_t{kListedHash} << 56 | listed_hash >> 8),
                 big_endian(listed_hash << 56)},
                subkey());
  run();
  return value(slot);
}

}  // namespace celltally
