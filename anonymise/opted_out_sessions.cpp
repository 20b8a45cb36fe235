#include "anonymise/opted_out_sessions.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "anonymise/named_device.hpp"

namespace celltally {

using Whose = AskedMessage::Whose;

OptedOutSessions::OptedOutSessions(std::size_t entries_max)
    : current_(std::make_unique<Generation>(entries_max)),
      former_(std::make_unique<Generation>(entries_max)) {}

// What the last burst left in the tagger goes, too.
void OptedOutSessions::Generation::forget() noexcept {
  if (tagger != nullptr) tagger->forget_tags();
  tagger = nullptr;
  table.forget();
}

bool OptedOutSessions::Generation::has(std::size_t slot) const noexcept {
  if (tagger == nullptr) return false;
  const std::uint64_t tag = tagger->tag(slots[slot]).value;
  const Bucket& bucket = table.of(tag);
  return std::find(bucket.begin(), bucket.end(), tag) != bucket.end();
}

void OptedOutSessions::begin_epoch(bool wanted) noexcept {
  std::swap(current_, former_);
  current_->forget();
  if (!wanted) return former_->forget();
  if (auto key = EpochKey::generate()) current_->tagger = std::make_unique<Tagger>(std::move(*key));
}

void OptedOutSessions::check(const MessageBurst& burst, std::span<AskedMessage> asked) noexcept {
  assert(able() && asked.size() < ends_.size());
  if (asked.empty()) return;
  lay(burst, asked);
  for (std::size_t place = 0; place < asked.size(); ++place) {
    Whose& whose = asked[place].whose;
    if (whose == Whose::unnamed && leads(place)) whose = Whose::opted_out;
    if (whose == Whose::opted_out) {
      remember(place);
    } else {
      disown(place, whose);
    }
  }
}

// A call is two people's.
OptedOutSessions::Use OptedOutSessions::use_of(const TemporaryId& id) noexcept {
  if (id.kind() == TemporaryId::Kind::sip_dialog) return Use::nothing_new;
  if (id.role() == TemporaryId::Role::given) return Use::gives;
  if (NamedDevice::evidence_of(id.kind()) != NamedDevice::Evidence::context) return Use::uses;
  return id.role() == TemporaryId::Role::ends ? Use::ends_id : Use::uses_id;
}

// All that a message names, other than by a permanent identity; of who is known what it gives to
// them.
void OptedOutSessions::lay(const MessageBurst& burst,
                           std::span<const AskedMessage> asked) noexcept {
  laid_ = 0;
  current_->tagger->clear();
  if (former_->tagger != nullptr) former_->tagger->clear();
  for (std::size_t place = 0; place < asked.size(); ++place) {
    const SignallingMessage& message = burst.messages()[asked[place].number];
    const SessionReferences& session = message.session;
    const bool given_only = asked[place].whose == Whose::known;
    if (!given_only && session.receiver.present()) lay(session.receiver, Use::uses);
    for (const SessionEndpoint& endpoint : session.announced_endpoints()) lay(endpoint, Use::gives);
    for (const TemporaryId& id : burst.temporary_ids(message)) {
      const Use use = use_of(id);
      if (use == Use::gives || (!given_only && use != Use::nothing_new)) lay(id, use);
    }
    ends_[place + 1] = laid_;
  }
  current_->tagger->run();
  if (former_->tagger != nullptr) former_->tagger->run();
}

template <typename Id>
void OptedOutSessions::lay(const Id& id, Use use) noexcept {
  current_->slots[laid_] = current_->tagger->add(id);
  if (former_->tagger != nullptr) former_->slots[laid_] = former_->tagger->add(id);
  uses_[laid_++] = use;
}

bool OptedOutSessions::leads(std::size_t place) const noexcept {
  bool any_id = false;
  bool all_ids = true;
  for (std::size_t slot = ends_[place]; slot < ends_[place + 1]; ++slot) {
    if (uses_[slot] == Use::gives) continue;
    const bool theirs = has(slot);
    if (uses_[slot] == Use::uses) {
      if (theirs) return true;
      continue;
    }
    any_id |= theirs;
    all_ids &= theirs;
  }
  return any_id && all_ids;
}

void OptedOutSessions::remember(std::size_t place) noexcept {
  for (std::size_t slot = ends_[place]; slot < ends_[place + 1]; ++slot) {
    if (uses_[slot] == Use::ends_id) {
      remove(slot);
    } else {
      add(slot);
    }
  }
}

// Nobody named: what is used may still be anybody's.
void OptedOutSessions::disown(std::size_t place, Whose whose) noexcept {
  for (std::size_t slot = ends_[place]; slot < ends_[place + 1]; ++slot) {
    if (whose == Whose::named || uses_[slot] == Use::gives) remove(slot);
  }
}

void OptedOutSessions::add(std::size_t slot) noexcept {
  const std::uint64_t tag = current_->tagger->tag(current_->slots[slot]).value;
  Bucket& bucket = current_->table.of(tag);
  const auto at = std::find(bucket.begin(), bucket.end(), tag);
  if (at != bucket.end()) return;
  const auto free = std::find(bucket.begin(), bucket.end(), 0);
  (free != bucket.end() ? *free : bucket[tag % kWays]) = tag;
}

void OptedOutSessions::remove(std::size_t slot) noexcept {
  for (Generation* generation : {current_.get(), former_.get()}) {
    if (generation->tagger == nullptr) continue;
    const std::uint64_t tag = generation->tagger->tag(generation->slots[slot]).value;
    std::ranges::replace(generation->table.of(tag), tag, 0u);
  }
}

}  // namespace celltally
