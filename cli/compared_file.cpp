#include "cli/compared_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <system_error>

#include "config/csv_row.hpp"
#include "vocabulary/row_key.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

using Content = ComparedFile::Content;

std::optional<ReleaseState> state_from(std::string_view text) {
  for (const auto state :
       {ReleaseState::published, ReleaseState::withheld, ReleaseState::no_data}) {
    if (text == to_text(state)) return state;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> number_from(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return number;
}

// Where a line has what.
class Reader {
 public:
  Reader(ComparedFile& file, Content content) : file_(file), content_(content) {}

  // The complaint, empty when the line is well.
  std::string take(std::string_view line) {
    ++number_;
    if (line.empty() || line == "\r") return {};
    if (number_ == 1 && line.front() != '{') return take_header(line);
    return header_.empty() ? take_json(line) : take_csv(line);
  }

 private:
  using Field = std::function<std::string(std::string_view)>;

  std::string complaint(std::string_view what) const {
    return fmt::format("{}:{}: {}", file_.name, number_, what);
  }

  std::string wrong_file() const {
    return content_ == Content::truth
               ? "these are no true numbers; name what celltally simulate --truth wrote"
               : "these are no counts; name what celltally replay --exact wrote with --csv or "
                 "--json";
  }

  std::string take_header(std::string_view line) {
    csv_.split(line);
    for (std::size_t i = 0; i < csv_.size(); ++i) header_.emplace(std::string{csv_[i]}, i);
    for (const char* const column : {"stat", "place", "from", "to", "value"}) {
      if (!header_.contains(column)) {
        return complaint(fmt::format("there is no column {}: {}", column, wrong_file()));
      }
    }
    if (header_.contains("state") != (content_ == Content::counts)) {
      return complaint(fmt::format("there is {} column state: {}",
                                   content_ == Content::counts ? "no" : "a", wrong_file()));
    }
    file_.exact = header_.contains("exact");
    return {};
  }

  std::string take_csv(std::string_view line) {
    csv_.split(line);
    return take_row([this](std::string_view name) {
      const auto column = header_.find(name);
      return column == header_.end() ? std::string{} : std::string{csv_[column->second]};
    });
  }

  std::string take_json(std::string_view line) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) return complaint("this is no JSON object: " + wrong_file());
    if (object.contains("state") != (content_ == Content::counts)) {
      return complaint(fmt::format("there is {} \"state\": {}",
                                   content_ == Content::counts ? "no" : "a", wrong_file()));
    }
    file_.exact = file_.exact || object.contains("exact");
    return take_row([&object](std::string_view name) {
      const auto field = object.find(name);
      if (field == object.end()) return std::string{};
      return field->is_string() ? field->get<std::string>() : field->dump();
    });
  }

  std::string take_row(const Field& field) {
    ComparedRow row;
    const auto wrong = [&](std::string_view name, std::string_view mend) {
      return complaint(fmt::format("{} is \"{}\"; {}", name, field(name), mend));
    };
    const auto statistic = statistic_from_text(field("stat"));
    if (!statistic) return wrong("stat", "it is one of presence, visitors, dwell and so on");
    const auto from = utc_from_text(field("from"));
    if (!from) return wrong("from", "it is a time such as 2026-01-15T12:00:00Z");
    const auto to = utc_from_text(field("to"));
    if (!to || *to <= *from) return wrong("to", "it is a time after from");
    if (content_ == Content::counts) {
      const auto state = state_from(field("state"));
      if (!state) return wrong("state", "it is published, withheld or no_data");
      row.state = *state;
    }
    if (row.state == ReleaseState::published) {
      const char* const column = field("bounded").empty() ? "value" : "bounded";
      const auto value = number_from(field(column));
      if (!value) return wrong(column, "it is a number");
      row.value = *value;
    }
    // What is withheld of a site or zone together is true of no single place.
    if (!field("rest_of").empty()) return {};
    row.statistic = *statistic;
    row.window = {*from, *to};
    row.place = field("place");
    row.detail = detail_of(field);
    row.line = number_;
    file_.rows.push_back(std::move(row));
    return {};
  }

  static std::string detail_of(const Field& field) {
    std::string detail;
    for (const std::string_view name : kRowKeyNames) {
      const std::string value = field(name);
      if (!value.empty()) detail += fmt::format("{}{}={}", detail.empty() ? "" : ",", name, value);
    }
    return detail;
  }

  ComparedFile& file_;
  Content content_;
  CsvRow csv_;
  std::map<std::string, std::size_t, std::less<>> header_;  // empty: JSON lines
  std::size_t number_ = 0;
};

}  // namespace

Result<ComparedFile, std::string> ComparedFile::read(const std::string& name, Content content) {
  ComparedFile file;
  file.name = name;
  std::ifstream stream{name, std::ios::binary};
  if (!stream) {
    return fail(name + ": cannot be read: " + std::generic_category().message(errno));
  }
  Reader reader{file, content};
  for (std::string line; std::getline(stream, line);) {
    std::string complaint = reader.take(line);
    if (!complaint.empty()) return fail(std::move(complaint));
  }
  if (stream.bad()) return fail(name + ": cannot be read to its end");
  if (file.rows.empty()) return fail(name + ": there are no rows in it");
  return file;
}

}  // namespace celltally
