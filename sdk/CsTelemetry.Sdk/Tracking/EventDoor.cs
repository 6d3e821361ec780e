using CsTelemetry.Buffering;
using CsTelemetry.Wire;

namespace CsTelemetry.Tracking;

/// <summary>
/// Decides at the call what becomes of an event: whether it may be reported at all, for whom, and with what from the
/// scope and the client around it. Safe for any number of threads; never waits for more than the buffer's gate, never throws.
/// </summary>
internal sealed class EventDoor(EventBuffer buffer, CsTelemetryOptions options, Func<double> dice)
{
    private readonly Sampling? _sampling = Sampling.From(options.SampleOneIn, dice);
    private readonly UserHasher? _hasher = UserHasher.From(options.UserIdHashKey);
    private readonly PropertyAllowList? _allowed = PropertyAllowList.From(options.AllowedProperties);
    private readonly ScopeStack _scopes = new();
    private readonly Gate _settingGate = new();
    private PropertySet _clients = PropertySet.Empty;
    private long _removedProperties;

    /// <summary>Gets how many properties were left out because they are not on the list, or could not be written.</summary>
    public long RemovedProperties => Interlocked.Read(ref _removedProperties);

    public bool TryEnter(EventKind kind, string? feature, string? accountId, string? userId, in EventDetails details) =>
        TryEnter(kind, feature, null, accountId, userId, in details);

    public bool TryEnter(EventKind kind, string? feature, TelemetryName? name, string? accountId, string? userId, in EventDetails details)
    {
        try
        {
            return Enter(kind, feature, name, accountId, userId, _scopes.Current, in details);
        }
        catch (Exception)
        {
            // A promise to the app that outranks ours to fail loudly: a bug in here costs one event, counted, never a request.
            return buffer.TurnAway(EventFault.Invalid(EventField.Event, EventProblem.Bug));
        }
    }

    /// <summary>Takes in a number that was added up over many calls, whichever scope is open now.</summary>
    public bool TryEnterSum(string counter, string? accountId, string? userId, in EventDetails details) =>
        Enter(EventKind.CustomCounter, counter, null, accountId, userId, null, in details);

    /// <summary>Gets the scope that is open here.</summary>
    public ScopeFrame? Scope => _scopes.Current;

    /// <summary>Gives a user id as it is reported.</summary>
    public string Reported(string userId) => _hasher is null ? userId : _hasher.Hash(userId).Text;

    public IDisposable BeginScope(TelemetryScope scope)
    {
        var own = PropertySet.Empty;
        foreach (var property in scope.Properties)
        {
            own = Allowed(own, property) ?? own;
        }

        return _scopes.Begin(scope, own);
    }

    public bool TrySet(in TelemetryProperty property)
    {
        lock (_settingGate)
        {
            var with = Allowed(_clients, property);
            _clients = with ?? _clients;
            return with is not null;
        }
    }

    public void Unset(string key)
    {
        lock (_settingGate)
        {
            _clients = _clients.Without(key);
        }
    }

    private bool Enter(
        EventKind kind, string? feature, TelemetryName? name, string? accountId, string? userId, ScopeFrame? scope, in EventDetails details)
    {
        if (scope is { HasConsent: false })
        {
            return buffer.TurnAway(EventFault.NoConsent);
        }

        var others = 0;
        if (_sampling is not null && kind == EventKind.FeatureUse && !_sampling.Takes(name?.Text ?? feature, out others))
        {
            return buffer.TurnAway(EventFault.Sampled);
        }

        if (_allowed is not null && !details.Properties.IsEmpty)
        {
            Interlocked.Add(ref _removedProperties, _allowed.CountRemoved(details.Properties));
        }

        var user = userId ?? scope?.UserId;
        var draft = new EventDraft
        {
            Kind = kind,
            Feature = feature,
            FeatureName = name,
            AccountId = accountId ?? scope?.AccountId,
            UserId = user,
            UserHash = _hasher is null || string.IsNullOrEmpty(user) ? null : _hasher.Hash(user!),
            Scope = scope,
            Inherited = Inherits(kind) ? Inherited(scope) : null,
            Allowed = _allowed,
            SampledOut = others,
        };
        return buffer.TryAdd(in draft, in details);
    }

    // The properties of these kinds are attributes of a user, an account or a release, not facts about an act.
    private static bool Inherits(EventKind kind) =>
        kind is not (EventKind.IdentifyUser or EventKind.AccountAttributes or EventKind.ReleaseMarker);

    private PropertySet? Inherited(ScopeFrame? scope)
    {
        var all = scope is null ? _clients : scope.Within(_clients);
        return all.Count == 0 ? null : all;
    }

    private PropertySet? Allowed(PropertySet set, in TelemetryProperty property)
    {
        var with = _allowed is null || _allowed.Allows(property.Key) ? set.With(in property) : null;
        if (with is null)
        {
            Interlocked.Increment(ref _removedProperties);
        }

        return with;
    }
}
