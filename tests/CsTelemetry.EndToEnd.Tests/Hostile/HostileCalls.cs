using System.Text;
using System.Text.Json;

namespace CsTelemetry.EndToEnd.Tests.Hostile;

/// <summary>Makes the hostile calls of an endpoint.</summary>
internal static class HostileCalls
{
    private const int MaxBodyBytes = 10 << 20;

    private static readonly string[] Texts =
        ["'; DROP TABLE events; --", "' OR 1=1 --", "{x:String}", "\\'; SELECT sleep(3); --", "a\0b", "\u202e\ud83d\udca3", "../../../etc/passwd", "%s%n", new string('a', 4_000)];

    private static readonly string[] Numbers = ["NaN", "Infinity", "-Infinity", "1e999", "99999999999999999999", "-1e999", "0x10", "'; DROP TABLE events; --", "true"];

    private static readonly string[] Days = ["0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "-1", "1e999", "'; DROP TABLE events; --"];

    private static readonly string[] DayNames = ["as_of", "from", "to", "updated_since", "cohort"];

    private static readonly string[] Headers = ["", "a b", "'; DROP TABLE events; --", "\t", new string('k', 201), new string('k', 4_000)];

    // Right media type, and nothing that any endpoint takes.
    private static readonly byte[][] Bodies =
    [
        [],
        .. ((string[])["not json", "null", "[]", "1", "\"text\"", "{", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":1}{\"a\":1}", "{\"items\":null}", "{\"items\":[null]}"]).Select(Encoding.UTF8.GetBytes),
        Encoding.UTF8.GetBytes(new string('[', 100_000)),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))),
        [.. "{\"name\":\""u8, 0xFF, 0xFE, .. "\"}"u8],
        [.. "{\"name\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
        [0x1F, 0x8B, 0x08, 0x00],
    ];

    private static readonly string[] Values =
        ["1e999", "-1", "99999999999999999999", "[[[[]]]]", "{\"a\":{\"b\":1}}", "[null]", "\"0000-00-00\"", "\"9999-12-31\"", "\"\\u0000\"", "\"\\ud800\"", "true"];

    /// <summary>Every text in every parameter of the path.</summary>
    public static IEnumerable<HostileCall> InPaths(ApiOperation operation) =>
        from parameter in operation.InPath
        from text in Texts
        where operation.Method == "GET"
        select HostileCall.Of(operation.Method, operation.PathWith(each => each == parameter ? text : Plain(each)), null, mustBeRefused: true);

    /// <summary>Every text, number and day in every parameter of the query.</summary>
    public static IEnumerable<HostileCall> InQueries(ApiOperation operation)
    {
        var path = operation.PathWith(Plain);
        foreach (var parameter in operation.InQuery)
        {
            var (values, mustBeRefused) = parameter switch
            {
                // These are days and moments like others: nothing lies after, or before, them.
                { Name: "updated_since" } => (Days.Except(["0001-01-01", "9999-12-31"]), true),
                { Name: "cohort" or "to" or "from" } => (Days.Except(["9999-12-31"]), true),
                _ when DayNames.Contains(parameter.Name) => (Days.AsEnumerable(), true),
                { IsText: true } => (Texts.Concat(Days), false),
                _ => (Numbers.Except(parameter.Name is "atomic" or "catalogued" or "summary" or "dry_run" ? ["true"] : []), true),
            };
            foreach (var value in values)
            {
                yield return HostileCall.Of(operation.Method, $"{path}?{parameter.Name}={Uri.EscapeDataString(value)}", operation.HasBody ? "{}" : null, mustBeRefused);
            }
        }
    }

    /// <summary>Every text that no header may hold, and a body that would be refused anyway.</summary>
    public static IEnumerable<HostileCall> InHeaders(ApiOperation operation) =>
        from parameter in operation.InHeader
        from text in Headers
        select HostileCall.Of(operation.Method, operation.PathWith(Plain), "not json", mustBeRefused: true) with { Header = (parameter.Name, text) };

    /// <summary>Every broken body; and every odd value in every member of a whole one.</summary>
    public static IEnumerable<HostileCall> InBodies(ApiOperation operation)
    {
        var path = operation.PathWith(Plain);
        var type = operation.MediaTypes[0];
        foreach (var body in Bodies)
        {
            // A merge patch that takes away what is not there changes nothing.
            yield return new HostileCall(operation.Method, path, body, type, MustBeRefused: IsJson(type) && operation.Method != "PATCH");
        }

        foreach (var wrong in (string?[])["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-7", "no/such/type", null])
        {
            yield return new HostileCall(operation.Method, path, "{}"u8.ToArray(), wrong, MustBeRefused: true);
        }

        foreach (var member in operation.Members)
        {
            yield return HostileCall.Of(operation.Method, path, $"{{\"{member}\":null,\"{member}\":null}}", mustBeRefused: true);
            foreach (var value in Values.Concat(Texts.Append(new string('x', 100_000)).Select(text => JsonSerializer.Serialize(text))))
            {
                yield return HostileCall.Of(operation.Method, path, $"{{\"{member}\":{value}}}", mustBeRefused: false);
            }
        }
    }

    /// <summary>A body of ten million bytes.</summary>
    public static HostileCall Huge(ApiOperation operation) => new(
        operation.Method,
        operation.PathWith(Plain),
        Encoding.UTF8.GetBytes($"{{\"name\":\"{new string('a', MaxBodyBytes)}\"}}"),
        operation.MediaTypes[0],
        MustBeRefused: IsJson(operation.MediaTypes[0]));

    private static bool IsJson(string type) => type.EndsWith("json", StringComparison.Ordinal) && !type.Contains("ndjson", StringComparison.Ordinal);

    private static string Plain(ApiParameter parameter) => parameter.Name switch
    {
        "kind" => "accounts",
        "key" => "feature-1",
        "version" => "7.0.0",
        "receiptId" => "none",
        _ => "plain",
    };
}
