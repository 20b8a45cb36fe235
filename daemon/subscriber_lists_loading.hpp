#pragma once

#include <memory>
#include <string>
#include <vector>

#include "anonymise/subscriber_lists.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The files of the operator's lists of subscribers; empty: none.
struct SubscriberListFiles {
  std::string segments;
  std::string opted_out;
  std::string operator_key;  // with which both were made

  bool any() const noexcept { return !segments.empty() || !opted_out.empty(); }
};

// nullptr where there is no list. The error: every problem, a line each. REQUIRES: a key where
// there is a list.
Result<std::shared_ptr<const SubscriberLists>, std::vector<std::string>> load_subscriber_lists(
    const SubscriberListFiles& files);

// What is wrong with the lists as far as shows without the key, which may be where only the probe
// can read it. Empty: nothing.
std::vector<std::string> subscriber_list_problems(const SubscriberListFiles& files);

// "5 people in lists, 2 of them opted out".
std::string summary_of(const SubscriberLists& lists);

}  // namespace celltally
