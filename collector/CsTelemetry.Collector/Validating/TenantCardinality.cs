using System.Text;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>The names that one tenant has used. Thread-safe.</summary>
internal sealed class TenantCardinality(CardinalityOptions options, TimeProvider time)
{
    private readonly NameSet _features = new(options.MaxFeatures, time);
    private readonly NameSet _propertyKeys = new(options.MaxPropertyKeys, time);
    private readonly NameSet _sources = new(options.MaxSources, time);

    /// <summary>Forgets what has not been used for long; call it now and then.</summary>
    public void Age()
    {
        _features.Age();
        _propertyKeys.Age();
        _sources.Age();
    }

    /// <summary>Says which of the event's names is one too many; null if none is. The event is otherwise sound.</summary>
    public Fault? EventFault(in WireEvent candidate)
    {
        if (!candidate.Feature.IsEmpty && !_features.Admits(candidate.Feature))
        {
            return TooMany("feature", candidate.Feature, options.MaxFeatures, nameof(options.MaxFeatures), "Put what varies, such as an id, into a property.");
        }

        if (candidate.PropertyCount == 0)
        {
            return null;
        }

        for (var properties = candidate.Properties; properties.MoveNext();)
        {
            if (!_propertyKeys.Admits(properties.Current.Key))
            {
                return TooMany("a property's key", properties.Current.Key, options.MaxPropertyKeys, nameof(options.MaxPropertyKeys), "Put what varies into the value.");
            }
        }

        return null;
    }

    /// <summary>Says whether the program that reports has a name too many; then none of its events is accepted.</summary>
    public Fault? SourceFault(WireSource source) =>
        SourceFault("resource.sdk", source.Sdk)
        ?? SourceFault("resource.application", source.Application)
        ?? SourceFault("resource.application_version", source.ApplicationVersion)
        ?? SourceFault("resource.environment", source.Environment);

    private Fault? SourceFault(string field, ReadOnlySpan<byte> name) =>
        name.IsEmpty || _sources.Admits(name)
            ? null
            : TooMany(field, name, options.MaxSources, nameof(options.MaxSources), "Name programs and places, not machines or runs.");

    private static Fault TooMany(string field, ReadOnlySpan<byte> name, int limit, string option, string wayOut) => new(
        RejectionCode.CardinalityExceeded,
        $"{field} is \"{Encoding.UTF8.GetString(name)}\", which is new, and the tenant has used {limit} different ones in the last day or two. {wayOut} The limit is Cardinality:{option}.");
}
