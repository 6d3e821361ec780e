using CsTelemetry.Adoption.Model;

namespace CsTelemetry.Adoption.Segments;

/// <summary>Finds the segment of an account by its plan and seats of a day. Immutable; safe to share between threads.</summary>
public sealed class SegmentTable
{
    /// <summary>The key of the segment that holds every account without one of its own.</summary>
    public const string TenantKey = "*";

    private readonly Dictionary<(string Plan, SizeClass Size), Segment> _segments = [];
    private readonly SegmentRules _rules;

    /// <summary>Puts rows in order; they are complete and do not overlap.</summary>
    internal SegmentTable(IEnumerable<SegmentTargets> rows, SegmentRules rules, bool frozen)
    {
        _rules = rules;
        Rows = [.. rows
            .OrderBy(row => row.Plan is null ? 0 : 1)
            .ThenBy(row => row.Plan, StringComparer.Ordinal)
            .ThenBy(row => row.Sizes?.Min())];
        Tenant = new Segment(TenantKey, Rows[0].Targets(frozen));
        foreach (var row in Rows.Skip(1))
        {
            var segment = new Segment(row.Key(), row.Targets(frozen));
            foreach (var size in row.Sizes!)
            {
                _segments.Add((row.Plan!, size), segment);
            }
        }
    }

    /// <summary>Gets the rows: the tenant's first, then by plan and size.</summary>
    public IReadOnlyList<SegmentTargets> Rows { get; }

    /// <summary>Gets the segment of the whole tenant.</summary>
    public Segment Tenant { get; }

    /// <summary>Finds the segment of an account.</summary>
    /// <param name="plan">Its plan on the day; null when unknown.</param>
    /// <param name="seats">Its eligible seats on the day; null when unknown.</param>
    public Segment For(string? plan, double? seats) =>
        _segments.GetValueOrDefault((plan ?? "", SizeClasses.Of(seats, _rules)), Tenant);
}
