using System.Globalization;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Reads the parameters that every metric takes, and names the one that cannot be used.</summary>
internal sealed class MetricParameterReader(MetricReader metrics, CompleteDays days)
{
    private const int MaxTextLength = 256;

    private static readonly string[] Platforms = ["unspecified", "web", "mobile", "desktop", "api", "server"];

    /// <exception cref="InvalidParameterException">A parameter cannot be used.</exception>
    public async Task<MetricQuestion> ReadAsync(string tenant, MetricParameters given, bool isOfFeature, CancellationToken cancellationToken)
    {
        var knowledge = await metrics.KnowledgeAsync(tenant, cancellationToken);
        var groupBy = Choice<Dimension>("group_by", given.GroupBy) ?? Dimension.None;
        var question = new MetricQuestion(
            new QueryScope(tenant, AsOf(given.AsOf, days.Newest(tenant, knowledge))),
            Filter(given),
            groupBy,
            OneOf("platform", given.Platform, Platforms),
            Text("area", given.Area));
        if (isOfFeature && (question.Area is not null || groupBy == Dimension.Area))
        {
            throw new InvalidParameterException(question.Area is null ? "group_by" : "area", "A feature has one area; ask for areas where no feature is named, such as GET /v1/stickiness.");
        }

        return question.Area is not null && groupBy == Dimension.Platform
            ? throw new InvalidParameterException("group_by", "`platform` cannot be combined with `area`; name one platform instead with `platform`.")
            : question;
    }

    /// <summary>Tells whether late events may still change a day.</summary>
    public bool IsProvisional(MetricQuestion question, TenantKnowledge knowledge) =>
        CompleteDays.IsProvisional(question.AsOf, days.Newest(question.Scope.Tenant, knowledge));

    /// <summary>Reads one of an enumeration's names, in snake_case; null when nothing was sent.</summary>
    public static T? Choice<T>(string parameter, string? text)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var names = Enum.GetValues<T>().ToDictionary(value => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);
        return names.TryGetValue(text, out var found)
            ? found
            : throw new InvalidParameterException(parameter, $"\"{Shown(text)}\" is none of {string.Join(", ", names.Keys)}.");
    }

    /// <summary>Reads a day; null when nothing was sent.</summary>
    public static DateOnly? Day(string parameter, string? text) => string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1970 and < 2149 ? day
        : throw new InvalidParameterException(parameter, $"\"{Shown(text)}\" is not a day from 1970 on; write it as YYYY-MM-DD.");

    /// <summary>Reads a whole number within a range; an option says how far it goes.</summary>
    public static int Number(string parameter, int? given, int least, int most, int otherwise, string option) => given is null ? otherwise
        : given >= least && given <= most ? given.Value
        : throw new InvalidParameterException(parameter, $"{given} is out of range; it must be {least} to {most}. {MetricOptions.WayToRaise(option)}");

    /// <summary>Reads a text; null when nothing was sent.</summary>
    public static string? Text(string parameter, string? text) => string.IsNullOrEmpty(text) ? null
        : text.Length <= MaxTextLength ? text
        : throw new InvalidParameterException(parameter, $"It has {text.Length} characters; it may have {MaxTextLength}.");

    /// <summary>Cuts what somebody sent so that it can be shown in a message.</summary>
    public static string Shown(string text) => text.Length <= 64 ? text : string.Concat(text.AsSpan(0, 64), "…");

    private static DateOnly AsOf(string? text, DateOnly newest) => AsOfParameter.Read(text, newest) is var day && day >= MetricReader.Ever
        ? day
        : throw new InvalidParameterException(AsOfParameter.Name, $"{text} lies before {MetricReader.Ever:yyyy-MM-dd}, the first day that can be stored.");

    private static MetricFilter Filter(MetricParameters given) => new()
    {
        AccountId = Text("account_id", given.AccountId),
        Segment = Text("segment", given.Segment),
        Plan = Text("plan", given.Plan),
        Cohort = Month("cohort", given.Cohort),
        Role = Text("role", given.Role),
        Industry = Text("industry", given.Industry),
        Region = Text("region", given.Region),
        Csm = Text("csm", given.Csm),
        Tag = Text("tag", given.Tag),
        Size = OneOf("size", given.Size, SizeClass.All),
    };

    private static string? Month(string parameter, string? text) => string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text
        : throw new InvalidParameterException(parameter, $"\"{Shown(text)}\" is not a month; write it as YYYY-MM.");

    private static string? OneOf(string parameter, string? text, IReadOnlyList<string> known) => string.IsNullOrEmpty(text) ? null
        : known.Contains(text, StringComparer.Ordinal) ? text
        : throw new InvalidParameterException(parameter, $"\"{Shown(text)}\" is none of {string.Join(", ", known)}.");
}
