#include "config/json_schema.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "config/schema.hpp"

namespace celltally {

namespace {

using Json = nlohmann::ordered_json;

Json type_of(const ValueShape& shape) {
  switch (shape.kind) {
    case ValueShape::Kind::number:
      return {{"type", "integer"}, {"minimum", shape.least}, {"maximum", shape.most}};
    case ValueShape::Kind::tenths:
      return {{"type", "number"},
              {"minimum", static_cast<double>(shape.least) / 10},
              {"maximum", static_cast<double>(shape.most) / 10},
              {"multipleOf", 0.1}};
    case ValueShape::Kind::flag: return {{"type", "boolean"}};
    case ValueShape::Kind::size:
      return {{"type", "string"}, {"pattern", "^(0|[1-9][0-9]*)(B|KiB|MiB|GiB|TiB)$"}};
    case ValueShape::Kind::duration:
      return {{"type", "string"}, {"pattern", "^(0|[1-9][0-9]*)(s|min|h|d)$"}};
    case ValueShape::Kind::choice: {
      Json names = Json::array();
      for (const ValueShape::Choice& choice : shape.choices) names.push_back(choice.name);
      return {{"type", "string"}, {"enum", std::move(names)}};
    }
    case ValueShape::Kind::text: break;
  }
  return {{"type", "string"},
          {"pattern", "^(" + shape.rule->pattern + ")$"},
          {"maxLength", shape.rule->length_max}};
}

Json json_of(const ValueShape& shape, const SettingValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const std::uint64_t number = std::get<std::uint64_t>(value);
  if (shape.kind == ValueShape::Kind::number) return number;
  if (shape.kind == ValueShape::Kind::tenths) return static_cast<double>(number) / 10;
  if (shape.kind == ValueShape::Kind::flag) return number == 1;
  return written(shape, value);
}

// The keys of one section while they are told.
class SchemaWriter : public SettingVisitor {
 public:
  Json take() {
    if (variants_.empty()) return closed(own_);
    Json every = Json::array();
    for (const Json& variant : variants_) every.push_back(closed(variant));
    return {{"oneOf", std::move(every)}};
  }

  void value(const Setting& setting) override {
    Json type = type_of(setting.shape);
    const auto values = setting.get();
    if (setting.list) {
      type = {{"type", "array"},
              {"items", std::move(type)},
              {"minItems", setting.values_min},
              {"maxItems", setting.values_max},
              {"uniqueItems", true}};
    }
    type["description"] = setting.key.meaning;
    if (setting.key.needed == NeededBy::nobody && !values.empty()) {
      Json standard = Json::array();
      for (const SettingValue& item : values) standard.push_back(json_of(setting.shape, item));
      type["default"] = setting.list ? standard : standard[0];
    }
    add(setting.key, std::move(type));
  }

  void section(const SettingKey& key, bool, const Describe& describe) override {
    SchemaWriter below;
    describe(below);
    Json type = below.take();
    type["description"] = key.meaning;
    add(key, std::move(type));
  }

  void items(const SettingKey& key, const Items& items) override {
    items.resize(1);
    SchemaWriter below;
    items.describe(below, 0);
    items.resize(0);
    add(key, {{"type", "array"},
              {"items", below.take()},
              {"minItems", 1},
              {"maxItems", items.items_max},
              {"description", key.meaning}});
  }

  void alternatives(const SettingKey& key, std::size_t,
                    std::span<const Alternative> alternatives) override {
    for (const Alternative& alternative : alternatives) {
      SchemaWriter variant;
      variant.own_ = own_;
      variant.add(key, {{"const", alternative.name}, {"description", alternative.meaning}});
      alternative.describe(variant);
      variants_.push_back(std::move(variant.own_));
    }
  }

  void exactly_one(std::initializer_list<std::string_view> keys) override {
    Json each = Json::array();
    for (const std::string_view key : keys) each.push_back({{"required", Json::array({key})}});
    own_["oneOf"] = std::move(each);
  }

 private:
  void add(const SettingKey& key, Json type) {
    own_["properties"][std::string{key.name}] = std::move(type);
    if (key.needed == NeededBy::everybody) own_["required"].push_back(key.name);
  }

  static Json closed(const Json& section) {
    Json type{{"type", "object"}};
    type.update(section);
    type["additionalProperties"] = false;
    return type;
  }

  Json own_ = Json::object();
  std::vector<Json> variants_;
};

}  // namespace

std::string json_schema() {
  CelltallyConfig config;
  SchemaWriter writer;
  describe(writer, config);
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "Celltally's configuration"}};
  schema.update(writer.take());
  // A daemon needs its own sections; one file may serve one of them or both.
  schema["anyOf"] = Json::array(
      {{{"required", Json::array({"probe", "capture"})}}, {{"required", Json::array({"ship"})}}});
  return schema.dump(2) + "\n";
}

}  // namespace celltally
