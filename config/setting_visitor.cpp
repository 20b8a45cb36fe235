#include "config/setting_visitor.hpp"

namespace celltally {

void SettingVisitor::duration(const SettingKey& key, std::chrono::seconds& field,
                              std::chrono::seconds least, std::chrono::seconds most) {
  value({.key = key,
         .shape = {.kind = ValueShape::Kind::duration,
                   .least = static_cast<std::uint64_t>(least.count()),
                   .most = static_cast<std::uint64_t>(most.count())},
         .get = [&field] { return one_value(static_cast<std::uint64_t>(field.count())); },
         .set =
             [&field](const std::vector<SettingValue>& values) {
               field = std::chrono::seconds{
                   static_cast<std::int64_t>(std::get<std::uint64_t>(values.front()))};
             }});
}

// A text that is empty is one that is not there.
void SettingVisitor::text(const SettingKey& key, std::string& field, const TextRule& rule) {
  value({.key = key,
         .shape = {.kind = ValueShape::Kind::text, .rule = &rule},
         .get = [&field] { return field.empty() ? std::vector<SettingValue>{} : one_value(field); },
         .set =
             [&field](const std::vector<SettingValue>& values) {
               field = std::get<std::string>(values.front());
             }});
}

void SettingVisitor::texts(const SettingKey& key, std::vector<std::string>& field,
                           const TextRule& rule, std::size_t least) {
  value({.key = key,
         .shape = {.kind = ValueShape::Kind::text, .rule = &rule},
         .get = [&field] { return std::vector<SettingValue>(field.begin(), field.end()); },
         .set =
             [&field](const std::vector<SettingValue>& values) {
               field.clear();
               for (const SettingValue& item : values) {
                 field.push_back(std::get<std::string>(item));
               }
             },
         .list = true,
         .values_min = least});
}

void SettingVisitor::numbers(const SettingKey& key, std::vector<std::uint32_t>& field,
                             std::uint64_t most) {
  many(key, {.kind = ValueShape::Kind::number, .most = most}, field, 0);
}

}  // namespace celltally
