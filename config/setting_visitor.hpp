#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/setting_key.hpp"
#include "config/setting_value.hpp"

namespace celltally {

// The schema is written once, as functions that walk over a configuration's fields and tell each
// one's key, meaning and range to a visitor (schema.hpp). What is done with them is the visitor's
// business: ConfigLoader fills the fields from YAML, ConfigPrinter writes them, SettingList lists
// them with their defaults, JsonSchema describes them to editors.
class SettingVisitor {
 public:
  using Describe = std::function<void(SettingVisitor&)>;

  // One value, or a list of values, bound to a field.
  struct Setting {
    SettingKey key;
    ValueShape shape;
    std::function<std::vector<SettingValue>()> get;
    std::function<void(const std::vector<SettingValue>&)> set;
    bool list = false;
    std::size_t values_min = 0;  // of a list that is written
    std::size_t values_max = 64;
  };

  // A list of sections bound to a vector.
  struct Items {
    std::function<std::size_t()> size;
    std::function<void(std::size_t)> resize;
    std::function<void(SettingVisitor&, std::size_t)> describe;
    std::size_t items_max = 64;  // one at least
  };

  // What a section also holds when its key, such as `type`, has this name. `describe` makes the
  // field be of that kind.
  struct Alternative {
    std::string_view name;
    std::string_view meaning;
    Describe describe;
  };

  virtual ~SettingVisitor() = default;

  virtual void value(const Setting& setting) = 0;

  // `present`: whether the fields hold a section, which matters where it may be left out whole.
  virtual void section(const SettingKey& key, bool present, const Describe& describe) = 0;
  virtual void items(const SettingKey& key, const Items& items) = 0;
  virtual void alternatives(const SettingKey& key, std::size_t chosen,
                            std::span<const Alternative> alternatives) = 0;

  // What goes over several settings. `keys` are seen from this section; the first one that is
  // written is where the problem is. A rule says nothing when one of its keys is wrong in itself.
  virtual void rule(std::initializer_list<std::string_view> keys, bool holds,
                    const std::string& problem) {
    static_cast<void>(keys), static_cast<void>(holds), static_cast<void>(problem);
  }
  virtual void exactly_one(std::initializer_list<std::string_view> keys) {
    static_cast<void>(keys);
  }
  // No two items of the list have the same value there.
  virtual void unique(std::string_view list, std::string_view key) {
    static_cast<void>(list), static_cast<void>(key);
  }

  // How fields of each type are told.
  template <std::unsigned_integral T>
  void number(const SettingKey& key, T& field, std::uint64_t least, std::uint64_t most,
              std::uint64_t advised = 0) {
    one(key, {.kind = ValueShape::Kind::number, .least = least, .most = most, .advised = advised},
        field);
  }
  // With one digit behind its point; the field and the limits are in tenths.
  void tenths(const SettingKey& key, std::uint32_t& field, std::uint64_t least,
              std::uint64_t most) {
    one(key, {.kind = ValueShape::Kind::tenths, .least = least, .most = most}, field);
  }
  void size(const SettingKey& key, std::uint64_t& octets, std::uint64_t least, std::uint64_t most) {
    one(key, {.kind = ValueShape::Kind::size, .least = least, .most = most}, octets);
  }
  void flag(const SettingKey& key, bool& field) {
    one(key, {.kind = ValueShape::Kind::flag, .most = 1}, field);
  }
  template <typename E>
  void choice(const SettingKey& key, E& field, const std::vector<ValueShape::Choice>& choices) {
    one(key, {.kind = ValueShape::Kind::choice, .choices = choices}, field);
  }
  void duration(const SettingKey& key, std::chrono::seconds& field, std::chrono::seconds least,
                std::chrono::seconds most);
  void text(const SettingKey& key, std::string& field, const TextRule& rule);
  void texts(const SettingKey& key, std::vector<std::string>& field, const TextRule& rule,
             std::size_t least);
  void numbers(const SettingKey& key, std::vector<std::uint32_t>& field, std::uint64_t most);
  template <typename E>
  void choices(const SettingKey& key, std::vector<E>& field,
               const std::vector<ValueShape::Choice>& choices, std::size_t least = 1) {
    many(key, {.kind = ValueShape::Kind::choice, .choices = choices}, field, least);
  }
  template <typename T, typename DescribeItem>
  void list(const SettingKey& key, std::vector<T>& field, DescribeItem describe_item) {
    items(key,
          {.size = [&field] { return field.size(); },
           .resize = [&field](std::size_t count) { field.resize(count); },
           .describe = [&field, describe_item](SettingVisitor& in,
                                               std::size_t i) { describe_item(in, field[i]); }});
  }

 private:
  // Not in braces: clang 14 takes a number in them for how many there are.
  static std::vector<SettingValue> one_value(const SettingValue& value) {
    return std::vector<SettingValue>(1, value);
  }

  template <typename T>
  void one(const SettingKey& key, const ValueShape& shape, T& field) {
    value({.key = key,
           .shape = shape,
           .get = [&field] { return one_value(static_cast<std::uint64_t>(field)); },
           .set =
               [&field](const std::vector<SettingValue>& values) {
                 field = static_cast<T>(std::get<std::uint64_t>(values.front()));
               }});
  }

  template <typename T>
  void many(const SettingKey& key, const ValueShape& shape, std::vector<T>& field,
            std::size_t least) {
    value({.key = key,
           .shape = shape,
           .get =
               [&field] {
                 std::vector<SettingValue> values;
                 values.reserve(field.size());
                 for (const T& item : field) values.emplace_back(static_cast<std::uint64_t>(item));
                 return values;
               },
           .set =
               [&field](const std::vector<SettingValue>& values) {
                 field.clear();
                 for (const SettingValue& item : values) {
                   field.push_back(static_cast<T>(std::get<std::uint64_t>(item)));
                 }
               },
           .list = true,
           .values_min = least});
  }
};

}  // namespace celltally
