using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Measuring;

/// <summary>What a metric is computed from: everybody it is about and all that they used. Immutable.</summary>
internal sealed class Measured(MetricQuestion question, Crowd crowd, IReadOnlyList<PersonUse> uses)
{
    private readonly Lazy<Audience> _audience = new(() => crowd.AudienceOn(question.AsOf).Where(question.Filter));

    public MetricQuestion Question { get; } = question;

    public TenantKnowledge Knowledge => Crowd.Knowledge;

    public Crowd Crowd { get; } = crowd;

    /// <summary>Gets the uses of everybody, not only of those whom the filter lets in.</summary>
    public IReadOnlyList<PersonUse> Uses { get; } = uses;

    /// <summary>Gets those whom the filter lets in, as of the day asked for.</summary>
    public Audience Audience => _audience.Value;

    /// <summary>Parts them as of the day asked for, or as of an earlier one with the attributes of that day.</summary>
    public IReadOnlyList<MetricGroup> Groups(DateOnly? day = null) =>
        MetricGroup.By(day is null || day == Question.AsOf ? Audience : Crowd.AudienceOn(day.Value).Where(Question.Filter), Uses, Question.GroupBy);

    /// <summary>Finds a feature's entry in the catalog; its defaults when it has none.</summary>
    public CatalogFeature Feature(string key) => Knowledge.Features.GetValueOrDefault(key) ?? new CatalogFeature(key);
}
