#include "cli/daemon_status.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

namespace celltally {
namespace {

std::string as_text(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

DaemonStatus::Object as_object(const nlohmann::json& json) {
  DaemonStatus::Object object;
  for (const auto& [key, value] : json.items()) {
    if (value.is_primitive()) object[key] = as_text(value);
  }
  return object;
}

std::optional<double> as_number(std::string_view text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

}  // namespace

Result<DaemonStatus, std::string> DaemonStatus::read(std::string_view json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return fail(std::string{"the answer is no object of JSON"});
  DaemonStatus status;
  status.values = as_object(parsed);
  if (const auto error = status.text("error"); !error.empty()) return fail(std::string{error});
  for (const auto& [key, value] : parsed.items()) {
    if (value.is_object()) status.objects[key] = as_object(value);
    if (!value.is_array()) continue;
    for (const auto& item : value) {
      if (item.is_object()) status.lists[key].push_back(as_object(item));
      if (item.is_string()) status.lines[key].push_back(item.get<std::string>());
    }
  }
  return status;
}

std::string_view DaemonStatus::text(std::string_view key) const {
  const auto found = values.find(key);
  return found == values.end() ? std::string_view{} : std::string_view{found->second};
}

std::optional<double> DaemonStatus::number(std::string_view key) const {
  return number(values, key);
}

std::optional<double> DaemonStatus::number(const Object& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() ? std::nullopt : as_number(found->second);
}

}  // namespace celltally
