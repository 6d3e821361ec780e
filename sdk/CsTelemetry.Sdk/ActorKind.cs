namespace CsTelemetry;

/// <summary>Says who acted. The numbers are those of the contract.</summary>
public enum ActorKind
{
    /// <summary>Not said: taken as a person.</summary>
    Unspecified = 0,

    /// <summary>A person.</summary>
    Human = 1,

    /// <summary>A program under its own name: stored, never counted as adoption.</summary>
    Service = 2,

    /// <summary>An AI acting for a person: counted apart.</summary>
    Agent = 3,
}
