using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Makes changes of documents from rows. A timeline's rows are gathered until the file ends. Not thread-safe.</summary>
internal sealed class ImportDocuments(ImportForm form)
{
    private readonly Dictionary<KnowledgeKey, (List<long> Rows, JsonArray Lines)> _timelines = [];

    /// <summary>Takes a row in.</summary>
    /// <returns>The change that it makes, or what is wrong; neither when more of the same timeline may follow.</returns>
    public (ImportChange? Change, ImportFault? Fault) Add(long number, JsonObject fields)
    {
        var ids = new List<string>();
        foreach (var name in form.Ids)
        {
            if (fields[name] is not JsonValue value || !value.TryGetValue<string>(out var id) || id.Length == 0)
            {
                return (null, new ImportFault(number, name, "It is missing, or no text; it names what the row is about."));
            }

            ids.Add(id);
            fields.Remove(name);
        }

        var key = form.KeyOf(ids);
        if (form.Member is null)
        {
            return (new ImportChange(key, Edit(Shape(fields)), [number]), null);
        }

        if (!_timelines.TryGetValue(key, out var timeline))
        {
            _timelines.Add(key, timeline = ([], []));
        }

        timeline.Rows.Add(number);
        timeline.Lines.Add(WithoutNulls(fields));
        return (null, null);
    }

    /// <summary>Returns the changes of the timelines.</summary>
    public IEnumerable<ImportChange> Timelines() =>
        _timelines.Select(timeline => new ImportChange(timeline.Key, Edit(new JsonObject { [form.Member!] = timeline.Value.Lines }), timeline.Value.Rows));

    private static KnowledgeEdit Edit(JsonObject changes) => KnowledgeEdit.Merge(JsonSerializer.SerializeToElement<JsonNode>(changes));

    // What is a line of a timeline in the document and a column or two in a file.
    private JsonObject Shape(JsonObject fields)
    {
        if (form.Kind == KnowledgeKind.Feature && (fields.ContainsKey("available_from") || fields.ContainsKey("available_until")))
        {
            var days = WithoutNulls(new JsonObject { ["from"] = Take(fields, "available_from"), ["until"] = Take(fields, "available_until") });
            fields["available"] = days.Count == 0 ? null : new JsonArray(days);
        }

        if (form.Kind == KnowledgeKind.User && fields.ContainsKey("role"))
        {
            fields["roles"] = Take(fields, "role") is { } role ? new JsonArray(new JsonObject { ["role"] = role }) : null;
        }

        if (fields["external_ids"] is JsonObject ids)
        {
            fields["external_ids"] = WithoutNulls(ids);
        }

        return fields;
    }

    private static JsonNode? Take(JsonObject fields, string name) => fields.Remove(name, out var value) ? value : null;

    private static JsonObject WithoutNulls(JsonObject fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value!.DeepClone())));
}
