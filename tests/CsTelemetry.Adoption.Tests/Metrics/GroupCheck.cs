using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Compares groups with filters: a group holds whom the filter for its key lets in.</summary>
internal static class GroupCheck
{
    public static void Agrees(History history, Audience audience, Dimension dimension)
    {
        var uses = history.Uses(e => dimension == Dimension.Platform ? e.Platform : dimension == Dimension.Area ? history.Knowledge.Features.GetValueOrDefault(e.Feature)?.Area ?? "" : "");
        var groups = MetricGroup.By(audience, uses, dimension);
        Assert.Equal(groups.Select(group => group.Key).Distinct().Order(StringComparer.Ordinal), groups.Select(group => group.Key));
        foreach (var group in groups.Where(group => group.Key is not null))
        {
            var filtered = Filter(dimension, group.Key!) is { } filter ? audience.Where(filter) : audience;
            Assert.Equal(filtered.Accounts.Select(account => account.Id), group.Audience.Accounts.Select(account => account.Id));
            Assert.Equal(filtered.People.Select(person => person.UserId), group.Audience.People.Select(person => person.UserId));
            var sliced = filtered.Of(uses).Where(use => dimension is not (Dimension.Platform or Dimension.Area) || use.Slice == group.Key);
            Assert.Equal(sliced, group.Uses);
        }

        if (dimension is not Dimension.Tag)
        {
            Assert.Equal(audience.Of(uses).Count, groups.Sum(group => group.Uses.Count));
        }
    }

    private static MetricFilter? Filter(Dimension dimension, string key) => dimension switch
    {
        Dimension.Segment => new MetricFilter { Segment = key },
        Dimension.Plan => new MetricFilter { Plan = key },
        Dimension.Cohort => new MetricFilter { Cohort = key },
        Dimension.Role => new MetricFilter { Role = key },
        Dimension.Industry => new MetricFilter { Industry = key },
        Dimension.Region => new MetricFilter { Region = key },
        Dimension.Csm => new MetricFilter { Csm = key },
        Dimension.Tag => new MetricFilter { Tag = key },
        Dimension.Size => new MetricFilter { Size = key },
        _ => null,
    };
}
