#include "daemon/subscriber_lists_loading.hpp"

#include <array>
#include <optional>
#include <utility>

#include "config/operator_key_file.hpp"
#include "config/subscriber_file.hpp"

namespace celltally {

namespace {

using Problems = std::vector<std::string>;

Result<OperatorKey, std::string> load_key(const std::string& path) {
  std::array<std::uint8_t, OperatorKey::kOctets> octets{};
  const std::string problem = read_operator_key(path, octets);
  if (!problem.empty()) return fail("the operator's key: " + problem);
  return OperatorKey::make(octets);
}

// Adds the rows of one list to `people`, or what is wrong to `problems`.
void load(const std::string& path, SubscriberFile::Of of, std::uint64_t key,
          std::vector<ListedPerson>& people, Problems& problems) {
  if (path.empty()) return;
  auto file = load_subscriber_file(path, of);
  if (!file) {
    problems.insert(problems.end(), file.error().begin(), file.error().end());
  } else if (file->key != key) {
    problems.push_back(path +
                       ":1: was made with another operator's key, so that nobody in it would be "
                       "known; make it again with celltally prepare-list and this key");
  } else if (people.empty()) {
    people = std::move(file->people);
  } else {
    people.insert(people.end(), file->people.begin(), file->people.end());
  }
}

}  // namespace

Result<std::shared_ptr<const SubscriberLists>, Problems> load_subscriber_lists(
    const SubscriberListFiles& files) {
  if (!files.any()) return std::shared_ptr<const SubscriberLists>{};
  auto key = load_key(files.operator_key);
  if (!key) return fail(Problems{key.error()});
  const std::uint64_t made_with = key->own_number();
  std::vector<ListedPerson> people;
  Problems problems;
  load(files.segments, SubscriberFile::Of::segments, made_with, people, problems);
  load(files.opted_out, SubscriberFile::Of::opted_out, made_with, people, problems);
  if (!problems.empty()) return fail(std::move(problems));
  return std::shared_ptr<const SubscriberLists>{std::make_shared<SubscriberLists>(
      std::move(*key), std::move(people), !files.opted_out.empty())};
}

Problems subscriber_list_problems(const SubscriberListFiles& files) {
  Problems problems;
  std::optional<std::uint64_t> key;
  const std::array<std::pair<const std::string*, SubscriberFile::Of>, 2> lists{
      {{&files.segments, SubscriberFile::Of::segments},
       {&files.opted_out, SubscriberFile::Of::opted_out}}};
  for (const auto& [path, of] : lists) {
    if (path->empty()) continue;
    auto file = load_subscriber_file(*path, of);
    if (!file) {
      problems.insert(problems.end(), file.error().begin(), file.error().end());
    } else if (key.value_or(file->key) != file->key) {
      problems.push_back(*path + ":1: was made with another operator's key than " + files.segments +
                         "; make both with celltally prepare-list and the same key");
    } else {
      key = file->key;
    }
  }
  return problems;
}

std::string summary_of(const SubscriberLists& lists) {
  std::string text = std::to_string(lists.people()) + " people in lists, " +
                     std::to_string(lists.opted_out()) + " of them opted out";
  if (lists.in_two_segments() > 0) {
    text += ", " + std::to_string(lists.in_two_segments()) +
            " rows with a second segment of somebody, whose segment is unknown now";
  }
  return text;
}

}  // namespace celltally
