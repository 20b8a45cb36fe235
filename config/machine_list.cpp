#include "config/machine_list.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <optional>

namespace celltally {

namespace {

constexpr std::size_t kImsiDigits = 15;
constexpr std::size_t kLineOctetsMax = 300;

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool digits_only(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

// All that begin with these digits.
MachineRules::ImsiRange beginning_with(std::string_view digits) {
  std::uint64_t width = 1;
  for (std::size_t i = digits.size(); i < kImsiDigits; ++i) width *= 10;
  const std::uint64_t first = number_of(digits) * width;
  return {first, first + width - 1};
}

std::optional<MachineRules::ImsiRange> imsi_range(std::string_view text) {
  const auto dash = text.find('-');
  const std::string_view from = text.substr(0, dash);
  const bool whole = dash != std::string_view::npos;
  const std::string_view to = whole ? text.substr(dash + 1) : from;
  if (!digits_only(from) || !digits_only(to)) return {};
  const std::size_t fewest = whole ? kImsiDigits : 5;
  if (from.size() < fewest || from.size() > kImsiDigits || to.size() != from.size()) return {};
  const MachineRules::ImsiRange range{beginning_with(from).first, beginning_with(to).last};
  return range.first <= range.last ? std::optional{range} : std::nullopt;
}

// TS 23.003 9.1.1: labels of letters, digits and hyphens.
std::optional<std::string> apn_pattern(std::string_view text) {
  std::string pattern{text};
  std::ranges::transform(pattern, pattern.begin(), [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
  const bool open_begin = pattern.starts_with("*.");
  const bool open_end = pattern.ends_with(".*");
  const auto star = pattern.find('*', open_begin ? 1 : 0);
  const bool other_star = star != std::string::npos && !(open_end && star == pattern.size() - 1);
  const bool letters =
      pattern.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.*_") == std::string::npos;
  if (pattern.size() < 2 || pattern.size() > 100) return {};
  if (!letters || other_star || (open_begin && open_end)) return {};
  return pattern;
}

class Reading {
 public:
  explicit Reading(std::string_view name) : name_(name) {}

  void line(std::string_view text, std::size_t number) {
    text = trimmed(text.substr(0, text.find('#')));
    if (text.empty()) return;
    const auto blank = text.find_first_of(kBlanks);
    const std::string_view what = text.substr(0, blank);
    const std::string_view value =
        blank == std::string_view::npos ? std::string_view{} : trimmed(text.substr(blank));
    if (!take(what, value)) problem(number, what, value);
  }

  void problem_at(std::size_t number, const std::string& text) {
    ++problems_count_;
    if (problems_.size() == MachineList::kProblemsTold) return;
    problems_.push_back(std::string{name_} + ":" + std::to_string(number) + ": " + text);
  }
  bool too_many() const { return rules_.size() > MachineList::kRulesMax; }

  Result<MachineList, MachineListProblems> finish() {
    if (problems_count_ > problems_.size()) {
      problems_.push_back(std::string{name_} + ": and " +
                          std::to_string(problems_count_ - problems_.size()) + " more such lines");
    }
    if (!problems_.empty()) return fail(std::move(problems_));
    tidy();
    return MachineList{std::move(rules_)};
  }

 private:
  bool take(std::string_view what, std::string_view value) {
    if (what == "imsi") return keep(imsi_range(value), rules_.imsi_ranges);
    if (what == "apn") return keep(apn_pattern(value), rules_.apns);
    if (what != "tac" || value.size() != 8 || !digits_only(value)) return false;
    rules_.tacs.push_back(static_cast<std::uint32_t>(number_of(value)));
    return true;
  }

  template <typename Rule>
  static bool keep(std::optional<Rule> rule, std::vector<Rule>& rules) {
    if (!rule) return false;
    rules.push_back(std::move(*rule));
    return true;
  }

  // A range or number in a list is not shown: what stands there by mistake may be somebody's.
  void problem(std::size_t number, std::string_view what, std::string_view value) {
    std::string mend;
    if (what == "imsi") {
      mend =
          "imsi is neither 5 to 15 digits nor two of 15 with a - between, the smaller first; write "
          "imsi 90170 or imsi 901700000000000-901709999999999";
    } else if (what == "tac") {
      mend = "tac is not 8 digits; write tac 35345678";
    } else if (what == "apn") {
      mend = "apn \"" + std::string{value.substr(0, 40)} +
             "\" is no network identifier; write apn iot.example, apn *.example or apn iot.*";
    } else {
      mend =
          "begins with none of imsi, tac, apn; write imsi 90170, tac 35345678 or apn iot.example";
    }
    problem_at(number, mend);
  }

  void tidy() {
    const auto each_once = [](auto& rules) {
      std::ranges::sort(rules);
      rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    };
    each_once(rules_.tacs);
    each_once(rules_.apns);
    std::ranges::sort(rules_.imsi_ranges);
    std::vector<MachineRules::ImsiRange> joined;
    for (const auto& range : rules_.imsi_ranges) {
      if (!joined.empty() && range.first <= joined.back().last + 1) {
        joined.back().last = std::max(joined.back().last, range.last);
      } else {
        joined.push_back(range);
      }
    }
    rules_.imsi_ranges = std::move(joined);
  }

  std::string_view name_;
  MachineRules rules_;
  MachineListProblems problems_;
  std::size_t problems_count_ = 0;
};

}  // namespace

Result<MachineList, MachineListProblems> read_machine_list(std::istream& in,
                                                           std::string_view name) {
  Reading reading(name);
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (number == 1 && text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
    if (text.size() > kLineOctetsMax || text.find('\0') != std::string::npos) {
      reading.problem_at(number, "is no line of text, or a very long one; write a rule a line");
      break;
    }
    reading.line(text, number);
    if (reading.too_many()) {
      reading.problem_at(number, "there are more than " + std::to_string(MachineList::kRulesMax) +
                                     " rules; write ranges");
      break;
    }
  }
  if (in.bad()) reading.problem_at(0, "cannot be read to its end; try again, or mend the disk");
  return reading.finish();
}

Result<MachineList, MachineListProblems> load_machine_list(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return fail(MachineListProblems{path + ": is a folder; name a file of rules"});
  }
  std::ifstream in(path);
  if (!in) {
    return fail(MachineListProblems{path + ": cannot be read: " + std::strerror(errno) +
                                    "; name a file of rules"});
  }
  return read_machine_list(in, path);
}

}  // namespace celltally
