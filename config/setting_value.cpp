#include "config/setting_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "config/plain_scalar.hpp"
#include "config/shown_text.hpp"

namespace celltally {

namespace {

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

// The greatest first, for writing.
constexpr std::array kSizes{Unit{"TiB", std::uint64_t{1} << 40}, Unit{"GiB", 1u << 30},
                            Unit{"MiB", 1u << 20}, Unit{"KiB", 1u << 10}, Unit{"B", 1}};
constexpr std::array kDurations{Unit{"d", 86'400}, Unit{"h", 3600}, Unit{"min", 60}, Unit{"s", 1}};

std::span<const Unit> units_of(ValueShape::Kind kind) {
  if (kind == ValueShape::Kind::size) return kSizes;
  if (kind == ValueShape::Kind::duration) return kDurations;
  return {};
}

std::string with_unit(std::uint64_t value, std::span<const Unit> units) {
  if (value == 0) return "0" + std::string{units.back().name};
  for (const Unit& unit : units) {
    if (value % unit.factor == 0)
      return std::to_string(value / unit.factor) + std::string{unit.name};
  }
  return {};
}

std::string joined(const std::vector<ValueShape::Choice>& choices) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    text += i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ";
    text += choices[i].name;
  }
  return text;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Of digits; the greatest number there is when they say more than that.
std::uint64_t number_of(std::string_view digits) {
  std::uint64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return result.ec == std::errc{} ? value : std::numeric_limits<std::uint64_t>::max();
}

Failure<std::string> out_of_range(const ValueShape& shape, std::string_view text) {
  return fail(printable_characters(text.substr(0, 40)) + " is out of range; write " +
              words_of(shape));
}

Failure<std::string> begins_with_zero(std::string_view text, std::string_view digits,
                                      std::string_view unit) {
  const std::size_t first = digits.find_first_not_of('0');
  const std::string_view rest = first == std::string_view::npos ? "0" : digits.substr(first, 20);
  return fail(printable_characters(text.substr(0, 40)) +
              " begins with 0, which some read as octal; write " + std::string{rest} +
              std::string{unit});
}

Result<SettingValue, std::string> read_number(const ValueShape& shape, const YamlNode& node) {
  const std::string_view text = node.text;
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (text.size() > 2 && (text.starts_with("0x") || text.starts_with("0o"))) {
    return fail(quoted_for_message(text) + " is no decimal number; write " + words_of(shape));
  }
  if (!all_digits(digits)) {
    return fail(quoted_for_message(text) + " is no whole number; write " + words_of(shape));
  }
  if (digits.size() > 1 && digits.starts_with('0')) return begins_with_zero(text, digits, "");
  const std::uint64_t value = number_of(digits);
  if (text.starts_with('-') || value < shape.least || value > shape.most) {
    return out_of_range(shape, text);
  }
  return SettingValue{value};
}

// 25 is "2.5".
std::string with_point(std::uint64_t tenths) {
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

Result<SettingValue, std::string> read_tenths(const ValueShape& shape, const YamlNode& node) {
  const std::string_view text = node.text;
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view behind = point < text.size() ? text.substr(point + 1) : "0";
  if (!all_digits(whole) || !all_digits(behind) || behind.size() != 1) {
    return fail(quoted_for_message(text) + " is no number with one digit behind its point; write " +
                words_of(shape));
  }
  if (whole.size() > 1 && whole.starts_with('0')) return begins_with_zero(text, whole, "");
  const std::uint64_t most = shape.most / 10 + 1;
  const std::uint64_t value = std::min(number_of(whole), most) * 10 + number_of(behind);
  if (value < shape.least || value > shape.most) return out_of_range(shape, text);
  return SettingValue{value};
}

Result<SettingValue, std::string> read_with_unit(const ValueShape& shape, const YamlNode& node) {
  const std::string_view text = node.text;
  const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, length);
  const auto units = units_of(shape.kind);
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& candidate) {
    return candidate.name == text.substr(length);
  });
  if (length > 0 && length == text.size()) {
    return fail(quoted_for_message(text) + " has no unit; write " + words_of(shape));
  }
  if (length == 0 || unit == units.end()) {
    return fail(quoted_for_message(text) +
                (shape.kind == ValueShape::Kind::size ? " is no size" : " is no duration") +
                "; write " + words_of(shape));
  }
  if (digits.size() > 1 && digits.starts_with('0')) {
    return begins_with_zero(text, digits, unit->name);
  }
  const std::uint64_t count = number_of(digits);
  const bool fits = count <= std::numeric_limits<std::uint64_t>::max() / unit->factor;
  const std::uint64_t value = fits ? count * unit->factor : 0;
  if (!fits || value < shape.least || value > shape.most) return out_of_range(shape, text);
  return SettingValue{value};
}

Result<SettingValue, std::string> read_flag(const YamlNode& node) {
  if (node.text == "true") return SettingValue{std::uint64_t{1}};
  if (node.text == "false") return SettingValue{std::uint64_t{0}};
  constexpr std::array<std::string_view, 10> kYes{"yes", "Yes", "YES", "on",   "On",
                                                  "ON",  "y",   "Y",   "True", "TRUE"};
  constexpr std::array<std::string_view, 10> kNo{"no",  "No", "NO", "off",   "Off",
                                                 "OFF", "n",  "N",  "False", "FALSE"};
  std::string_view mend = "true or false";
  if (std::find(kYes.begin(), kYes.end(), node.text) != kYes.end()) mend = "true";
  if (std::find(kNo.begin(), kNo.end(), node.text) != kNo.end()) mend = "false";
  return fail(quoted_for_message(node.text) + " will not do; write " + std::string{mend});
}

Result<SettingValue, std::string> read_choice(const ValueShape& shape, const YamlNode& node) {
  for (const ValueShape::Choice& choice : shape.choices) {
    if (choice.name == node.text) return SettingValue{choice.value};
  }
  return fail(quoted_for_message(node.text) + " is not known; write " + words_of(shape));
}

Result<SettingValue, std::string> read_text(const ValueShape& shape, const YamlNode& node) {
  const bool allowed = shape.rule->allows(node.text);
  if (allowed && !node.quoted && is_no_text_without_quotes(node.text)) {
    return fail(quoted_for_message(node.text) +
                " is no text to every reader of YAML; write it in quotes");
  }
  if (allowed) return SettingValue{node.text};
  // Perhaps somebody wrote the secret itself.
  const bool secret = shape.rule->names == TextRule::Names::secret;
  return fail((secret ? "this" : quoted_for_message(node.text)) + " will not do; write " +
              words_of(shape));
}

// Whether it could be something else without, or end before its end.
bool needs_quotes(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
  return text.starts_with('-') || text.find_first_not_of(kPlain) != std::string_view::npos ||
         is_no_text_without_quotes(text);
}

std::string text_in_yaml(const std::string& text) {
  if (!needs_quotes(text)) return text;
  std::string quoted{"\""};
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string words_of(const ValueShape& shape) {
  switch (shape.kind) {
    case ValueShape::Kind::flag: return "true or false";
    case ValueShape::Kind::choice: return joined(shape.choices);
    case ValueShape::Kind::text: return std::string{shape.rule->words};
    case ValueShape::Kind::number:
      if (shape.least == shape.most) return std::to_string(shape.least);
      return std::to_string(std::max(shape.least, shape.advised)) + " to " +
             std::to_string(shape.most);
    case ValueShape::Kind::tenths:
      return with_point(shape.least) + " to " + with_point(shape.most) +
             ", with one digit behind the point";
    case ValueShape::Kind::size:
      return with_unit(shape.least, kSizes) + " to " + with_unit(shape.most, kSizes) +
             ", with B, KiB, MiB, GiB or TiB";
    case ValueShape::Kind::duration:
      return with_unit(shape.least, kDurations) + " to " + with_unit(shape.most, kDurations) +
             ", with s, min, h or d";
  }
  return {};
}

std::string written(const ValueShape& shape, const SettingValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text_in_yaml(*text);
  const std::uint64_t number = std::get<std::uint64_t>(value);
  switch (shape.kind) {
    case ValueShape::Kind::flag: return number == 1 ? "true" : "false";
    case ValueShape::Kind::tenths: return with_point(number);
    case ValueShape::Kind::size: return with_unit(number, kSizes);
    case ValueShape::Kind::duration: return with_unit(number, kDurations);
    case ValueShape::Kind::choice:
      for (const ValueShape::Choice& choice : shape.choices) {
        if (choice.value == number) return std::string{choice.name};
      }
      return {};
    case ValueShape::Kind::number:
    case ValueShape::Kind::text: break;
  }
  return std::to_string(number);
}

Result<SettingValue, std::string> read_value(const ValueShape& shape, const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::scalar: break;
    case YamlNode::Kind::list: return fail("is a list; write " + words_of(shape));
    case YamlNode::Kind::mapping: return fail("is a section; write " + words_of(shape));
    case YamlNode::Kind::nothing:
    case YamlNode::Kind::refused: return fail("has no value; write " + words_of(shape));
  }
  const bool words = shape.kind == ValueShape::Kind::text || shape.kind == ValueShape::Kind::choice;
  if (node.quoted && !words) {
    return fail(quoted_for_message(node.text) + " is in quotes; write it without");
  }
  switch (shape.kind) {
    case ValueShape::Kind::number: return read_number(shape, node);
    case ValueShape::Kind::tenths: return read_tenths(shape, node);
    case ValueShape::Kind::size:
    case ValueShape::Kind::duration: return read_with_unit(shape, node);
    case ValueShape::Kind::flag: return read_flag(node);
    case ValueShape::Kind::choice: return read_choice(shape, node);
    case ValueShape::Kind::text: break;
  }
  return read_text(shape, node);
}

}  // namespace celltally
