// expect: nothing: this is allowed, or the other programs here prove little
#include "anonymise/anonymiser.hpp"
#include "decode/subscriber_id.hpp"
#include "vocabulary/signalling_event.hpp"

bool allowed(celltally::Anonymiser& anonymiser, const celltally::MessageBurst& burst,
             celltally::EpochKey key) {
  std::array<celltally::SignallingEvent, celltally::MessageBurst::kMessagesMax> events;
  anonymiser.anonymise(burst, events);
  const celltally::EpochKey moved = std::move(key);
  const celltally::SubscriberId copy = burst.messages()[0].imsi;
  return copy.present() && events[0].person == events[1].person &&
         moved.protection() == celltally::EpochKey::Protection::secret_memory;
}
