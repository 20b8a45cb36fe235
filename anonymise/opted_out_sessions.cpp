#include "anonymise/opted_out_sessions.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace celltally {

OptedOutSessions::OptedOutSessions(std::size_t entries_max)
    : current_(std::make_unique<Generation>(entries_max)),
      former_(std::make_unique<Generation>(entries_max)) {}

void OptedOutSessions::begin_epoch(bool wanted) noexcept {
  std::swap(current_, former_);
  current_->tagger = nullptr;
  current_->table.forget();
  if (!wanted) {
    former_->tagger = nullptr;
    former_->table.forget();
    return;
  }
  if (auto key = EpochKey::generate()) current_->tagger = std::make_unique<Tagger>(std::move(*key));
}

std::size_t OptedOutSessions::check(const MessageBurst& burst,
                                    std::span<const std::uint16_t> opted_out,
                                    std::span<std::uint16_t> unnamed) noexcept {
  assert(able() && opted_out.size() + unnamed.size() <= asked_.size());
  if (opted_out.empty() && unnamed.empty()) return 0;
  const auto end = std::ranges::copy(unnamed, std::ranges::copy(opted_out, asked_.begin()).out).out;
  const std::span<const std::uint16_t> asked{asked_.begin(), end};
  tag(burst, asked, *current_);
  if (former_->tagger != nullptr) tag(burst, asked, *former_);
  for (std::size_t place = 0; place < opted_out.size(); ++place) remember(place);
  std::size_t found = 0;
  for (std::size_t place = opted_out.size(); place < asked.size(); ++place) {
    if (!has(*current_, place) && !has(*former_, place)) continue;
    remember(place);
    unnamed[found++] = asked[place];
  }
  return found;
}

// All that a message names, other than by a permanent identity.
void OptedOutSessions::tag(const MessageBurst& burst, std::span<const std::uint16_t> messages,
                           Generation& generation) noexcept {
  Tagger& tagger = *generation.tagger;
  tagger.clear();
  std::size_t count = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const SignallingMessage& message = burst.messages()[messages[i]];
    const SessionReferences& session = message.session;
    if (session.receiver.present()) generation.slots[count++] = tagger.add(session.receiver);
    for (const SessionEndpoint& endpoint : session.announced_endpoints()) {
      generation.slots[count++] = tagger.add(endpoint);
    }
    for (const TemporaryId& id : burst.temporary_ids(message)) {
      generation.slots[count++] = tagger.add(id);
    }
    generation.ends[i + 1] = count;
  }
  tagger.run();
}

bool OptedOutSessions::has(const Generation& generation, std::size_t place) noexcept {
  if (generation.tagger == nullptr) return false;
  for (std::size_t i = generation.ends[place]; i < generation.ends[place + 1]; ++i) {
    const std::uint64_t tag = generation.tagger->tag(generation.slots[i]).value;
    const Bucket& bucket = generation.table.of(tag);
    if (std::find(bucket.begin(), bucket.end(), tag) != bucket.end()) return true;
  }
  return false;
}

void OptedOutSessions::remember(std::size_t place) noexcept {
  for (std::size_t i = current_->ends[place]; i < current_->ends[place + 1]; ++i) {
    add(current_->tagger->tag(current_->slots[i]).value);
  }
}

void OptedOutSessions::add(std::uint64_t tag) noexcept {
  Bucket& bucket = current_->table.of(tag);
  for (std::uint64_t& entry : bucket) {
    if (entry == tag) return;
    if (entry != 0) continue;
    entry = tag;
    return;
  }
  bucket[tag % kWays] = tag;
  ++evicted_;
}

}  // namespace celltally
