namespace UsageSimulator.Accounts;

/// <summary>Names how an account's use develops.</summary>
internal enum LifeCourse
{
    /// <summary>People keep joining, and the plan may rise.</summary>
    Grows,

    /// <summary>People come and go about equally.</summary>
    Stays,

    /// <summary>From some day on people come less and less.</summary>
    Fades,

    /// <summary>A short decline, then nothing.</summary>
    Leaves,

    /// <summary>Tried for some weeks and never bought.</summary>
    Tries,
}
