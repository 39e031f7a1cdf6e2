using Commerce.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Http;

/// <summary>From a result to an HTTP answer. Every change answers 200 with the whole resource; only creation answers 201 with its <c>Location</c>.</summary>
public static class Answers
{
    public static Results<Ok<T>, ProblemHttpResult> ToHttp<T>(this Result<T> result) =>
        result.Match<Results<Ok<T>, ProblemHttpResult>>(ok => TypedResults.Ok(ok), refused => Problems.Of(refused));

    public static Results<Created<T>, ProblemHttpResult> ToCreated<T>(this Result<T> result, Func<T, string> location) =>
        result.Match<Results<Created<T>, ProblemHttpResult>>(ok => TypedResults.Created(location(ok), ok), refused => Problems.Of(refused));

    public static Results<NoContent, ProblemHttpResult> ToNoContent(this Result<Done> result) =>
        result.Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), refused => Problems.Of(refused));
}
